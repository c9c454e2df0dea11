package dev.sextant.sdk.processor;

import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Merges the manifest that was written by hand with the services, events and entities of the annotated code, checks the
 * result as the platform will, and puts it on the class path together with the catalogue of the services. Without the option
 * that names the manifest it does nothing.
 */
@SupportedAnnotationTypes("*")
@SupportedOptions({ManifestProcessor.MANIFEST, ManifestProcessor.VERSION})
public final class ManifestProcessor extends AbstractProcessor {

    static final String MANIFEST = "sextant.manifest";
    static final String VERSION = "sextant.version";
    static final String OUTPUT = "META-INF/sextant/plugin.yaml";
    static final String CATALOGUE = "META-INF/sextant/catalogue.json";
    static final String PAGE = "META-INF/sextant/catalogue.md";

    private static final Pattern GENERATED = Pattern.compile("(services|entities|events)\\[([0-9]+)]\\.?(.*)");

    /** The types of all rounds by name: at the end the compiler knows them anew, and only then where each stands. */
    private final Set<String> types = new LinkedHashSet<>();

    /** Made by the compiler, which finds it by its service file. */
    public ManifestProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        String file = processingEnv.getOptions().get(MANIFEST);
        if (file != null && round.processingOver() && !round.errorRaised()) {
            finish(Path.of(file));
        }
        ElementFilter.typesIn(round.getRootElements())
                .forEach(type -> types.add(type.getQualifiedName().toString()));
        return false;
    }

    private void finish(Path file) {
        String base = read(file);
        if (base == null) {
            return;
        }
        AnnotatedCode found = new AnnotatedCode(processingEnv, ManifestText.pluginName(base));
        for (String name : types) {
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
            if (type != null) {
                found.collect(type);
            }
        }
        if (!found.pair()) {
            return;
        }
        String text = ManifestText.merge(base, found);
        ManifestResult result = new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8));
        if (result instanceof ManifestResult.Valid valid) {
            try {
                Catalogue catalogue = Catalogue.of(valid.manifest(), found, new Javadoc(processingEnv));
                write(OUTPUT, text);
                write(CATALOGUE, catalogue.json());
                write(PAGE, new CataloguePage(catalogue).markdown());
            } catch (DescriptionException e) {
                e.place().error(processingEnv.getMessager(), e.getMessage());
            }
        } else {
            int ownLines = ManifestText.lines(base);
            ((ManifestResult.Invalid) result).problems().forEach(problem -> tell(problem, file, ownLines, found));
        }
    }

    /** What was written by hand is told with its line there, what comes from the code where it stands in the code. */
    private void tell(ManifestProblem problem, Path file, int ownLines, AnnotatedCode found) {
        boolean byHand = problem.line() <= ownLines;
        Place place = byHand ? Place.NOWHERE : place(problem.path(), found);
        String where = byHand
                ? file + ":" + problem.line() + ":" + problem.column() + ": "
                : place.element() == null ? "Annotated code, " + problem.path() + ": " : "";
        place.error(processingEnv.getMessager(), where + problem.message());
    }

    private static Place place(String path, AnnotatedCode found) {
        Matcher matcher = GENERATED.matcher(path);
        if (!matcher.matches()) {
            return Place.NOWHERE;
        }
        int index = Integer.parseInt(matcher.group(2));
        String rest = matcher.group(3);
        return switch (matcher.group(1)) {
            case "services" -> List.copyOf(found.services()).get(index).place(rest);
            case "entities" -> List.copyOf(found.entities()).get(index).place(rest);
            default -> found.eventPlace();
        };
    }

    private void write(String name, String text) {
        try (Writer writer = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", name)
                .openWriter()) {
            writer.write(text);
        } catch (IOException e) {
            error(name + " could not be written: " + e.getMessage());
        }
    }

    private @Nullable String read(Path file) {
        try {
            String version = processingEnv.getOptions().getOrDefault(VERSION, "");
            return ManifestText.substitute(Files.readString(file), version);
        } catch (IOException e) {
            error("The manifest " + file + " could not be read (" + e + "); write it, or mend -A" + MANIFEST);
            return null;
        }
    }

    private void error(String message) {
        Place.NOWHERE.error(processingEnv.getMessager(), message);
    }
}
