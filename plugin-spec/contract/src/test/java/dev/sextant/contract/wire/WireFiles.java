package dev.sextant.contract.wire;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The published files of the wire protocol. */
final class WireFiles {

    static final Path FOLDER = Path.of("src/main/resources/dev/sextant/contract");
    static final Path SCHEMAS = FOLDER.resolve("wire");
    static final Path EXAMPLES = SCHEMAS.resolve("examples");
    static final String SUFFIX = ".schema.json";
    static final String BASE = "https://sextant.dev/schema/wire/";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(id -> read(SCHEMAS.resolve(id.substring(BASE.length())))));

    private WireFiles() {}

    /** What is wrong with a JSON text by the schema of a message. */
    static List<String> problems(String message, String json) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(BASE + message + SUFFIX));
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    static List<String> messages() {
        return names(SCHEMAS).stream()
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    static List<String> examples() {
        return names(EXAMPLES);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
