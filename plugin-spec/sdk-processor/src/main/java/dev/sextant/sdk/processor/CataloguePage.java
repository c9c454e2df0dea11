package dev.sextant.sdk.processor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue as a page for people. */
final class CataloguePage {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Catalogue catalogue;
    private final StringBuilder page = new StringBuilder();

    CataloguePage(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    String markdown() {
        Map<String, Object> values = catalogue.values();
        line("# " + english(values.get("title")) + " " + values.get("version"));
        paragraph(english(values.get("summary")));
        if (values.containsKey("services")) {
            line("## Services");
            maps(values.get("services")).forEach(this::service);
        }
        if (values.containsKey("entities")) {
            line("## Entities");
            maps(values.get("entities")).forEach(this::entity);
        }
        return page.toString().strip() + "\n";
    }

    private void service(Map<?, ?> service) {
        line("### " + english(service.get("title")) + " (`" + service.get("name") + "`)");
        paragraph(english(service.get("summary")));
        paragraph(text(service.get("description")));
        paragraph(facts(service));
        table("Inputs", maps(service.get("input")));
        table("Outputs", maps(service.get("output")));
        maps(service.get("examples")).forEach(this::example);
        List<Map<?, ?>> failures = maps(service.get("failures"));
        if (!failures.isEmpty()) {
            page.append("| outcome | reason | when |\n|---|---|---|\n");
            failures.forEach(failure -> row(
                    "`" + failure.get("outcome") + "`", "`" + failure.get("reason") + "`", text(failure.get("when"))));
            page.append('\n');
        }
    }

    private static String facts(Map<?, ?> service) {
        StringBuilder facts =
                new StringBuilder("async".equals(text(service.get("mode"))) ? "Asynchronous" : "Synchronous");
        if (service.get("target") != null) {
            facts.append(", for `").append(service.get("target")).append('`');
        }
        facts.append(
                Boolean.TRUE.equals(service.get("idempotent")) ? ", may be repeated" : ", never repeated by itself");
        for (String offer : List.of("cancel", "plan")) {
            facts.append(service.get(offer) == null ? "" : ", has " + offer);
        }
        facts.append(service.get("undo") == null ? "" : ", undone by `" + service.get("undo") + "`");
        return facts + ". At most " + service.get("batch") + " records a call, " + service.get("timeout") + ".";
    }

    private void entity(Map<?, ?> entity) {
        line("### " + english(entity.get("title")) + " (`" + entity.get("name") + "`)");
        paragraph(english(entity.get("summary")));
        paragraph(text(entity.get("description")));
        table("Attributes", maps(entity.get("attributes")));
    }

    private void example(Map<?, ?> example) {
        String title = text(example.get("title"));
        page.append("Example").append(title.isEmpty() ? "" : ": " + title).append("\n\n```json\n");
        page.append(pretty(example.get("input"))).append("\n```\n\n");
        if (example.get("output") != null) {
            page.append("gives\n\n```json\n")
                    .append(pretty(example.get("output")))
                    .append("\n```\n\n");
        }
    }

    private void table(String title, List<Map<?, ?>> fields) {
        if (fields.isEmpty()) {
            return;
        }
        page.append("| ").append(title).append(" | type | |\n|---|---|---|\n");
        for (Map<?, ?> field : fields) {
            String type = text(field.get("type")) + (field.get("items") == null ? "" : " of " + field.get("items"));
            String required = Boolean.TRUE.equals(field.get("required")) ? ", required" : "";
            String fallback = field.get("default") == null ? "" : ", default `" + field.get("default") + "`";
            String help = english(field.get("help"));
            String described = text(field.get("description"));
            row("`" + field.get("name") + "`", type + required + fallback, help.isEmpty() ? described : help);
        }
        page.append('\n');
    }

    private void row(String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(cell.replace("|", "\\|").replace("\n", " ")).append(" |");
        }
        page.append('\n');
    }

    private void line(String text) {
        page.append(text).append("\n\n");
    }

    private void paragraph(String text) {
        if (!text.isEmpty()) {
            line(text);
        }
    }

    private static String pretty(@Nullable Object value) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    private static String english(@Nullable Object localized) {
        return localized instanceof Map<?, ?> map ? text(map.get("en")) : text(localized);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> maps(@Nullable Object value) {
        return value instanceof List<?> list ? (List<Map<?, ?>>) list : List.of();
    }
}
