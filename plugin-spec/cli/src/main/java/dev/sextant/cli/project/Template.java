package dev.sextant.cli.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the scaffold of a language makes, now or in an earlier version. A file of an earlier version that is not kept under {@code before} was
 * already what it is in the version after it.
 *
 * @param language the language
 * @param version the version of the scaffold, from 1
 */
record Template(Language language, int version) {

    /** Says in a project, and in each template, which version it is of. */
    static final String VERSION = "scaffold";

    private static final String LIST = "files.txt";

    /** What is made now. */
    static Template present(Language language) throws ProjectException {
        String text = resource(language.text() + "/" + Project.FILE);
        int version = JsonMapper.shared()
                .readTree(text == null ? "{}" : text)
                .path(VERSION)
                .asInt(0);
        if (version < 1) {
            throw new ProjectException(
                    "The scaffold's " + Project.FILE + " for " + language.text() + " has no version");
        }
        return new Template(language, version);
    }

    /** The files of a plugin of this name, by their paths. */
    Map<String, String> files(String name) throws ProjectException {
        Map<String, String> files = new LinkedHashMap<>();
        for (String line : read(LIST).lines().filter(text -> !text.isBlank()).toList()) {
            // A resource whose name begins with a dot would be passed over by the tools that copy it.
            String path = line.replace("dot-", ".");
            files.put(filled(path, name), filled(read(line.replace("@package@", "package")), name));
        }
        return files;
    }

    private static String filled(String text, String name) {
        String title = name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT)
                        + name.substring(1).replace('-', ' ');
        return text.replace("@name@", name).replace("@title@", title).replace("@package@", name.replace("-", ""));
    }

    private String read(String name) throws ProjectException {
        int present = present(language).version;
        for (int candidate = version; candidate < present; candidate++) {
            String found = resource("before/" + candidate + "/" + language.text() + "/" + name);
            if (found != null) {
                return found;
            }
        }
        String found = resource(language.text() + "/" + name);
        if (found == null) {
            throw new ProjectException("The scaffold has no " + language.text() + "/" + name);
        }
        return found;
    }

    private static @Nullable String resource(String path) throws ProjectException {
        try (InputStream stream = Template.class.getResourceAsStream(path)) {
            return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProjectException("The scaffold's " + path + " could not be read: " + e, e);
        }
    }
}
