package dev.sextant.sdk.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What became of compiling one source file with the processor, against the SDK's own sources.
 *
 * @param folder where classes and resources went
 * @param source the file's text
 * @param errors what the compiler refused
 */
record Compiled(Path folder, String source, List<Diagnostic<? extends JavaFileObject>> errors) {

    private static final Path SDK = Path.of("../sdk/src/main/java");
    private static final Pattern NAME = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

    /** Compiles a source with a manifest, or without one. */
    static Compiled of(Path folder, @Nullable String manifest, String source) {
        try {
            Path file = folder.resolve("plugin.yaml");
            if (manifest != null) {
                Files.writeString(file, manifest);
            }
            Path out = Files.createDirectories(folder.resolve("classes"));
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
            List<String> options = List.of(
                    "-d",
                    out.toString(),
                    "-implicit:none",
                    "-sourcepath",
                    SDK.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-processor",
                    ManifestProcessor.class.getName(),
                    "-A" + ManifestProcessor.MANIFEST + "=" + file,
                    "-A" + ManifestProcessor.VERSION + "=1.2.3");
            compiler.getTask(null, null, found, options, null, List.of(new Source(source)))
                    .call();
            List<Diagnostic<? extends JavaFileObject>> errors = new ArrayList<>(found.getDiagnostics());
            errors.removeIf(each -> each.getKind() != Diagnostic.Kind.ERROR);
            return new Compiled(out, source, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that the processor wrote. */
    String resource(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** The messages of the errors. */
    List<String> messages() {
        return errors.stream().map(each -> each.getMessage(Locale.ENGLISH)).toList();
    }

    /** The lines of the source at which the errors stand. */
    Set<String> lines() {
        List<String> lines = source.lines().toList();
        Set<String> found = new TreeSet<>();
        for (Diagnostic<? extends JavaFileObject> error : errors) {
            found.add(
                    error.getLineNumber() == Diagnostic.NOPOS
                            ? "nowhere"
                            : lines.get((int) error.getLineNumber() - 1).strip());
        }
        return found;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///sample" + "/" + name(text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        private static String name(String text) {
            Matcher matcher = NAME.matcher(text);
            return matcher.find() ? matcher.group(1) : "Sample";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
