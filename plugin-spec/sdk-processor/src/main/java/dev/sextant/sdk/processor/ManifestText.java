package dev.sextant.sdk.processor;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The text of a manifest: what was written by hand stays as it is, so that its lines keep their numbers. */
final class ManifestText {

    private static final Pattern NAME = Pattern.compile("(?m)^name:[ \t]*[\"']?([a-z0-9-]+)");

    private ManifestText() {}

    static String substitute(String base, String version) {
        return base.replace("${version}", version);
    }

    static String pluginName(String base) {
        Matcher matcher = NAME.matcher(base);
        return matcher.find() ? matcher.group(1) : "";
    }

    static int lines(String base) {
        return (int) base.lines().count();
    }

    static String merge(String base, AnnotatedCode code) {
        Map<String, Object> generated = new Fields()
                .put(
                        "entities",
                        code.entities().stream().map(EntitySource::fields).toList())
                .put(
                        "services",
                        code.services().stream().map(ServiceSource::fields).toList())
                .put("events", code.subscriptions(pluginName(base)))
                .map();
        String end = base.endsWith("\n") ? "" : "\n";
        return generated.isEmpty() ? base : base + end + dump(generated);
    }

    private static String dump(Map<String, Object> values) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setUseUnicodeEncoding(true)
                .setWidth(200)
                .build();
        return new Dump(settings).dumpToString(values);
    }
}
