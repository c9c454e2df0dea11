package dev.sextant.contract.wecube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sextant.contract.manifest.ManifestCounts;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Reads real registrations, which lie beside the project and are no part of it. */
class RealRegistrationsTests {

    private static final Path FOLDER = Path.of(System.getProperty("sextant.wecube", "../../../shared/wecube/register"));
    private static final Set<String> INVALID = Set.of(
            "fixture-register-with-invalid-interface-type.xml",
            "fixture-sample-plugin-config-v2-false.xml",
            "fixture-sample-plugin-config-with-data-model-entity-but-ref-attribute-name-missing.xml");

    @Test
    void readsEachOfThemCompletely() throws Exception {
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            ManifestResult result = new ManifestReader().read(bytes);

            assertThat(result.outline().counts()).as(file.toString()).isEqualTo(counted(bytes));
            if (result instanceof ManifestResult.Valid valid) {
                assertThat(valid.manifest().services().stream()
                                .mapToInt(
                                        one -> one.input().size() + one.output().size())
                                .sum())
                        .as(file.toString())
                        .isEqualTo(result.outline().counts().parameters());
            }
        }
    }

    @Test
    void refusesTheInvalidOnesWithAPosition() throws Exception {
        for (Path file : files()) {
            ManifestResult result = new ManifestReader().read(Files.readAllBytes(file));
            boolean wanted = !INVALID.contains(file.getFileName().toString());

            assertThat(result instanceof ManifestResult.Valid)
                    .as("%s: %s", file, result instanceof ManifestResult.Invalid invalid ? invalid.problems() : "")
                    .isEqualTo(wanted);
            if (result instanceof ManifestResult.Invalid invalid) {
                assertThat(invalid.problems())
                        .filteredOn(problem -> problem.severity() == ManifestProblem.Severity.ERROR)
                        .anySatisfy(problem -> assertThat(problem.line()).isGreaterThan(1));
            }
        }
    }

    private static List<Path> files() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "There are no real registrations at " + FOLDER.toAbsolutePath());
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static ManifestCounts counted(byte[] bytes) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        return new ManifestCounts(
                count(document, "/package/plugins/plugin/interface"),
                count(document, "//interface/inputParameters/parameter | //interface/outputParameters/parameter"),
                count(document, "/package/dataModel/entity"),
                count(document, "/package/dataModel/entity/attribute"),
                count(document, "/package/menus/menu"),
                count(document, "//systemParameter"),
                count(document, "//authority"),
                count(document, "//packageDependency"),
                count(document, "//docker"),
                count(document, "//mysql"),
                count(document, "//s3"));
    }

    private static int count(Document document, String expression) throws Exception {
        XPath path = XPathFactory.newDefaultInstance().newXPath();
        return ((Number) path.evaluate("count(" + expression + ")", document, XPathConstants.NUMBER)).intValue();
    }
}
