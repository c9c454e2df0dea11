package dev.sextant.testkit.report;

import dev.sextant.testkit.CheckResult;
import dev.sextant.testkit.ConformanceReport;
import dev.sextant.testkit.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report in the XML that build servers read. */
public final class JunitReport {
    private static final double MILLIS = 1000;

    private JunitReport() {}

    /** Writes the report to a file. */
    public static void write(ConformanceReport report, Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            suite(report, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException failed) {
            throw new IOException("The report could not be written to " + file, failed);
        }
    }

    private static void suite(ConformanceReport report, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "sextant conformance " + report.plugin());
        xml.writeAttribute("tests", String.valueOf(report.results().size()));
        xml.writeAttribute("failures", String.valueOf(report.failures().size()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", String.valueOf(report.count(Verdict.SKIPPED)));
        xml.writeAttribute("time", seconds(report.took().toMillis()));
        for (CheckResult result : report.results()) {
            test(report, result, xml);
        }
        xml.writeEndElement();
    }

    private static void test(ConformanceReport report, CheckResult result, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname", report.plugin() + "." + result.group().name().toLowerCase(Locale.ROOT));
        xml.writeAttribute("name", safe(result.name()));
        xml.writeAttribute("time", seconds(result.took().toMillis()));
        if (result.breaks()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", safe(result.seen()));
            xml.writeCharacters(
                    safe("expected: " + result.expected() + "\nseen: " + result.seen() + "\nmend: " + result.mend()));
            xml.writeEndElement();
        } else if (result.verdict() == Verdict.FAILED) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(safe("warning: " + result.seen() + "\nmend: " + result.mend()));
            xml.writeEndElement();
        } else if (result.verdict() == Verdict.SKIPPED) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", safe(result.seen()));
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no place for most control characters, and a plugin may answer any. */
    private static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .map(point -> point == '\n'
                                || point == '\t'
                                || (point >= ' ' && point < 0xD800)
                                || (point >= 0xE000 && point <= 0xFFFD)
                                || point >= 0x10000
                        ? point
                        : 0xFFFD)
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / MILLIS);
    }
}
