package dev.sextant.cli.docs;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.OutputParameter;
import dev.sextant.contract.manifest.ParameterType;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.manifest.VariableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a manifest says, in the order in which a reader asks for it. */
final class ReferencePage {

    private static final int MIB = 20;

    private final PluginManifest manifest;
    private final boolean chinese;
    private final List<Page.Part> parts = new ArrayList<>();

    private ReferencePage(PluginManifest manifest, boolean chinese) {
        this.manifest = manifest;
        this.chinese = chinese;
    }

    static Page of(PluginManifest manifest, boolean chinese) {
        ReferencePage page = new ReferencePage(manifest, chinese);
        page.identity();
        manifest.services().forEach(page::service);
        manifest.entities().forEach(page::entity);
        page.variables();
        return new Page(page.text(manifest.title()) + " " + manifest.version(), List.copyOf(page.parts));
    }

    private void identity() {
        prose(manifest.summary());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("What", "Value"));
        rows.add(List.of("Name", manifest.name()));
        rows.add(List.of("Version", manifest.version().toString()));
        manifest.requires()
                .plugins()
                .forEach((name, range) -> rows.add(List.of("Needs the plugin " + name, "" + range)));
        for (ContainerSpec container : manifest.containers()) {
            rows.add(List.of(
                    "Container " + container.image(),
                    (container.memory() >> MIB) + " MiB, " + container.cpu() + " cores, port " + container.port()));
        }
        if (!manifest.permissions().isEmpty()) {
            rows.add(List.of("Its identity asks for", String.join(", ", manifest.permissions())));
        }
        parts.add(new Page.Part.Table(rows));
    }

    private void service(ServiceSpec service) {
        parts.add(new Page.Part.Heading(2, text(service.title()) + " (" + service.name() + ")"));
        prose(service.summary());
        parts.add(new Page.Part.Text("POST " + service.path() + ", "
                + service.mode().name().toLowerCase(Locale.ROOT) + ", up to " + service.batch()
                + " records a call, ends within "
                + service.timeout() + (service.target() == null ? "" : ", works on " + service.target())
                + (service.idempotent() ? "; may be sent again" : "; is never sent twice")
                + (service.cancel() == null ? "" : "; can be cancelled")
                + (service.plan() == null ? "" : "; can be planned") + "."));
        if (!service.input().isEmpty()) {
            parts.add(new Page.Part.Heading(3, "Inputs"));
            List<List<String>> rows =
                    new ArrayList<>(List.of(List.of("Name", "Type", "Required", "Default", "Meaning")));
            service.input().forEach(input -> rows.add(input(input)));
            parts.add(new Page.Part.Table(rows));
            parts.add(new Page.Part.Code(example(service)));
        }
        if (!service.output().isEmpty()) {
            parts.add(new Page.Part.Heading(3, "Outputs"));
            List<List<String>> rows = new ArrayList<>(List.of(List.of("Name", "Type", "Meaning")));
            for (OutputParameter output : service.output()) {
                rows.add(List.of(output.name(), type(output.type(), output.items()), text(output.title())));
            }
            parts.add(new Page.Part.Table(rows));
        }
    }

    private List<String> input(InputParameter input) {
        Object fallback = input.defaultValue();
        return List.of(
                input.name(),
                type(input.type(), input.items())
                        + (input.secret() ? ", secret" : "")
                        + (input.values().isEmpty() ? "" : ": " + String.join(", ", input.values()))
                        + (input.rangeInWords().isEmpty() ? "" : ", " + input.rangeInWords()),
                input.required() && fallback == null ? "yes" : "",
                fallback == null ? "" : String.valueOf(fallback),
                (text(input.title()) + ". " + text(input.help())).strip());
    }

    /** The least that one record of a call holds. */
    private static String example(ServiceSpec service) {
        StringBuilder example = new StringBuilder("{\"callbackParameter\": \"record-1\"");
        for (InputParameter input : service.input()) {
            if (input.required() && input.defaultValue() == null) {
                example.append(", \"").append(input.name()).append("\": ").append(sample(input));
            }
        }
        return example.append('}').toString();
    }

    private static String sample(InputParameter input) {
        if (!input.values().isEmpty()) {
            return '"' + input.values().get(0) + '"';
        }
        if (input.type() == ParameterType.STRING || input.type() == ParameterType.INSTANT) {
            return "\"…\"";
        }
        if (input.minimum() != null || input.maximum() != null) {
            return String.valueOf(input.minimum() != null ? input.minimum() : input.maximum());
        }
        return input.type() == ParameterType.BOOLEAN
                ? "true"
                : input.type() == ParameterType.OBJECT ? "{}" : input.type() == ParameterType.ARRAY ? "[]" : "1";
    }

    private void entity(EntitySpec entity) {
        String title = entity.title() == null ? entity.name() : text(entity.title()) + " (" + entity.name() + ")";
        parts.add(new Page.Part.Heading(2, title));
        prose(entity.summary());
        List<List<String>> rows =
                new ArrayList<>(List.of(List.of("Attribute", "Type", "Required", "Default", "Meaning")));
        for (AttributeSpec attribute : entity.attributes()) {
            Object fallback = attribute.defaultValue();
            rows.add(List.of(
                    attribute.name(),
                    (attribute.many() ? "list of " : "")
                            + attribute.type().text()
                            + (attribute.reference() == null ? "" : ", id of " + attribute.reference())
                            + (attribute.values().isEmpty() ? "" : ": " + String.join(", ", attribute.values())),
                    attribute.required() ? "yes" : "",
                    fallback == null ? "" : String.valueOf(fallback),
                    (text(attribute.title()) + ". " + text(attribute.help())).strip()));
        }
        parts.add(new Page.Part.Table(rows));
    }

    private void variables() {
        if (manifest.variables().isEmpty()) {
            return;
        }
        parts.add(new Page.Part.Heading(2, "System variables"));
        List<List<String>> rows = new ArrayList<>(List.of(List.of("Name", "Type", "Default", "Meaning")));
        for (VariableSpec variable : manifest.variables()) {
            Object fallback = variable.defaultValue();
            rows.add(List.of(
                    variable.name(),
                    variable.type().text(),
                    fallback == null ? "" : String.valueOf(fallback),
                    (text(variable.title()) + ". " + text(variable.help())).strip()));
        }
        parts.add(new Page.Part.Table(rows));
    }

    private static String type(ParameterType type, @Nullable ParameterType items) {
        return items == null ? type.text() : "list of " + items.text();
    }

    private void prose(@Nullable Localized words) {
        if (words != null) {
            parts.add(new Page.Part.Text(text(words)));
        }
    }

    private String text(@Nullable Localized words) {
        if (words == null) {
            return "";
        }
        String zh = words.zh();
        return chinese && zh != null ? zh : words.en();
    }
}
