package dev.sextant.testkit.input;

import dev.sextant.testkit.platform.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the author of a plugin tells of it, because it cannot be guessed.
 *
 * @param services values of services, by name
 * @param entities values of entities, by name
 * @param answers what other plugins answer
 */
public record Inputs(
        @Nullable Map<String, ServiceInputs> services,
        @Nullable Map<String, EntityInputs> entities,
        @Nullable List<Answer> answers) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /**
     * Values of a service.
     *
     * @param good values with which it succeeds
     * @param slow values with which it works for at least ten seconds and can be cancelled; they are laid over the good ones
     * @param bad sets of values that it must refuse; each is laid over the good ones
     */
    public record ServiceInputs(
            @Nullable Map<String, @Nullable Object> good,
            @Nullable Map<String, @Nullable Object> slow,
            @Nullable List<Map<String, @Nullable Object>> bad) {

        private static final ServiceInputs NONE = new ServiceInputs(null, null, null);
    }

    /**
     * Values of an entity.
     *
     * @param create a record that can be written
     * @param update what of it can be changed
     */
    public record EntityInputs(
            @Nullable Map<String, @Nullable Object> create,
            @Nullable Map<String, @Nullable Object> update) {

        private static final EntityInputs NONE = new EntityInputs(null, null);
    }

    /** Nothing is told. */
    public static Inputs none() {
        return new Inputs(null, null, null);
    }

    /** Reads a file, YAML or JSON; fails with IllegalArgumentException that says what is wrong with it. */
    public static Inputs read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(MOST_BYTES);
        }
        try {
            Object tree = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromInputStream(new java.io.ByteArrayInputStream(bytes));
            return tree == null ? none() : JSON.convertValue(tree, Inputs.class);
        } catch (YamlEngineException | JacksonException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    file + " is no file of inputs (services, entities, answers): " + malformed.getMessage(), malformed);
        }
    }

    /** What others answer, as far as it is told. */
    public List<Answer> answersOrNone() {
        return answers == null ? List.of() : answers;
    }

    /** What is told of a service. */
    public ServiceInputs service(String name) {
        return services == null ? ServiceInputs.NONE : services.getOrDefault(name, ServiceInputs.NONE);
    }

    /** What is told of an entity. */
    public EntityInputs entity(String name) {
        return entities == null ? EntityInputs.NONE : entities.getOrDefault(name, EntityInputs.NONE);
    }
}
