package dev.sextant.sdk.processor;

import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Merges the manifest that was written by hand with the services and entities of the annotated code, checks the result
 * as the platform will, and puts it on the class path. Without the option that names the manifest it does nothing.
 */
@SupportedAnnotationTypes("*")
@SupportedOptions({ManifestProcessor.MANIFEST, ManifestProcessor.VERSION})
public final class ManifestProcessor extends AbstractProcessor {

    static final String MANIFEST = "sextant.manifest";
    static final String VERSION = "sextant.version";
    static final String OUTPUT = "META-INF/sextant/plugin.yaml";

    private static final String SERVICE = "dev.sextant.sdk.PluginService";
    private static final String ENTITY = "dev.sextant.sdk.PluginEntity";

    private final Map<String, Object> services = new TreeMap<>();
    private final Map<String, Object> entities = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        String file = processingEnv.getOptions().get(MANIFEST);
        if (file == null) {
            return false;
        }
        if (round.processingOver()) {
            if (!round.errorRaised()) {
                write(Path.of(file));
            }
            return false;
        }
        String base = read(Path.of(file));
        collect(round, base == null ? "" : ManifestText.pluginName(base));
        return false;
    }

    private void collect(RoundEnvironment round, String plugin) {
        TypeDescriber types = new TypeDescriber(processingEnv);
        for (Element element : annotated(round, SERVICE)) {
            Annotation annotation = Annotation.of(element, SERVICE);
            try {
                services.put(annotation.text("name"), new ServiceDescriber(types, plugin).describe((ExecutableElement)
                                element));
            } catch (DescriptionException e) {
                error(e.getMessage(), e.element());
            }
        }
        for (Element element : annotated(round, ENTITY)) {
            Annotation annotation = Annotation.of(element, ENTITY);
            try {
                entities.put(annotation.text("name"), new EntityDescriber(types).describe((TypeElement) element));
            } catch (DescriptionException e) {
                error(e.getMessage(), e.element());
            }
        }
    }

    private Set<? extends Element> annotated(RoundEnvironment round, String name) {
        TypeElement annotation = processingEnv.getElementUtils().getTypeElement(name);
        return annotation == null ? Set.of() : round.getElementsAnnotatedWith(annotation);
    }

    private void write(Path file) {
        String base = read(file);
        if (base == null) {
            return;
        }
        String text = ManifestText.merge(base, entities.values(), services.values());
        ManifestResult result = new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8));
        if (result instanceof ManifestResult.Invalid invalid) {
            int ownLines = ManifestText.lines(base);
            invalid.problems().forEach(problem -> error(message(file, ownLines, problem), null));
            return;
        }
        try (Writer writer = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", OUTPUT)
                .openWriter()) {
            writer.write(text);
        } catch (IOException e) {
            error("The manifest could not be written to " + OUTPUT + ": " + e.getMessage(), null);
        }
    }

    private static String message(Path file, int ownLines, ManifestProblem problem) {
        String place = problem.line() <= ownLines
                ? file + ":" + problem.line() + ":" + problem.column()
                : "Annotated code, " + problem.path();
        return place + ": " + problem.message();
    }

    private @Nullable String read(Path file) {
        try {
            String version = processingEnv.getOptions().getOrDefault(VERSION, "");
            return ManifestText.substitute(Files.readString(file), version);
        } catch (IOException e) {
            error("The manifest " + file + " could not be read (" + e + "); write it, or mend -A" + MANIFEST, null);
            return null;
        }
    }

    private void error(@Nullable String message, @Nullable Element element) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, String.valueOf(message), element);
    }
}
