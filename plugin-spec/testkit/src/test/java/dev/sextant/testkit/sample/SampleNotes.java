package dev.sextant.testkit.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sample's entity. */
final class SampleNotes {
    private static final Set<String> ATTRIBUTES = Set.of("title", "size", "token");
    private static final int MOST = 1000;

    private final TreeMap<String, Map<String, @Nullable Object>> notes = new TreeMap<>();
    private final Set<Defect> defects;
    private int made;

    SampleNotes(Set<Defect> defects) {
        this.defects = defects;
    }

    synchronized Object query(Object body) throws Refusal {
        if (!(body instanceof Map<?, ?> query)) {
            throw invalid("no query");
        }
        if (!defects.contains(Defect.TAKES_BAD_QUERY)) {
            checkQuery(query);
        }
        int limit = query.get("limit") instanceof Integer number && number > 0 ? number : 100;
        String after = query.get("after") instanceof String text ? text : "";
        List<Map<String, @Nullable Object>> page = new ArrayList<>();
        String next = null;
        for (Map.Entry<String, Map<String, @Nullable Object>> note : notes.entrySet()) {
            boolean later = note.getKey().compareTo(after) > 0 || defects.contains(Defect.REPEATS_PAGES);
            if (!later || !matches(note.getValue(), query)) {
                continue;
            }
            if (page.size() == limit) {
                next = String.valueOf(page.getLast().get("id"));
                break;
            }
            page.add(shown(note.getValue()));
        }
        boolean endless = defects.contains(Defect.REPEATS_PAGES) && after.isEmpty() && next != null;
        return reply(page, endless || !defects.contains(Defect.REPEATS_PAGES) ? next : null);
    }

    private void checkQuery(Map<?, ?> query) throws Refusal {
        Object limit = query.get("limit");
        if (limit != null && !(limit instanceof Integer number && number >= 1 && number <= MOST)) {
            throw invalid("limit");
        }
        if (!(query.get("additionalFilters") instanceof List)) {
            throw invalid("additionalFilters");
        }
        Object after = query.get("after");
        if (after != null && !notes.containsKey(String.valueOf(after))) {
            throw invalid("after");
        }
    }

    private boolean matches(Map<String, @Nullable Object> note, Map<?, ?> query) throws Refusal {
        if (!(query.get("additionalFilters") instanceof List<?> filters)) {
            return true;
        }
        for (Object each : filters) {
            if (each instanceof Map<?, ?> filter && !matches(note, filter, String.valueOf(filter.get("attrName")))) {
                return defects.contains(Defect.IGNORES_FILTERS);
            }
        }
        return true;
    }

    private boolean matches(Map<String, @Nullable Object> note, Map<?, ?> filter, String attribute) throws Refusal {
        if (!ATTRIBUTES.contains(attribute) && !attribute.equals("id")) {
            if (defects.contains(Defect.TAKES_UNKNOWN_ATTRIBUTE)) {
                return true;
            }
            throw invalid("no attribute " + attribute);
        }
        Object value = note.get(attribute);
        Object condition = filter.get("condition");
        String text = String.valueOf(value);
        return switch (String.valueOf(filter.get("op"))) {
            case "eq" -> Objects.equals(value, condition);
            case "neq" -> !Objects.equals(value, condition);
            case "in" -> condition instanceof List<?> list && list.contains(value);
            case "like" -> text.contains(String.valueOf(condition));
            case "notLike" -> !text.contains(String.valueOf(condition));
            case "gt" -> value instanceof Integer a && condition instanceof Integer b && a > b;
            case "lt" -> value instanceof Integer a && condition instanceof Integer b && a < b;
            case "is" -> value == null;
            case "isnot" -> value != null;
            default -> throw invalid("op");
        };
    }

    synchronized Object create(Object body) throws Refusal {
        List<Map<String, @Nullable Object>> written = new ArrayList<>();
        for (Map<String, @Nullable Object> record : records(body)) {
            check(record);
            Map<String, @Nullable Object> note = new LinkedHashMap<>();
            note.put("id", "note-%06d".formatted(++made));
            note.put("size", 1);
            note.putAll(record);
            written.add(note);
        }
        written.forEach(note -> notes.put(String.valueOf(note.get("id")), note));
        return reply(written.stream().map(this::shown).toList(), null);
    }

    synchronized Object update(Object body) throws Refusal {
        List<Map<String, @Nullable Object>> written = new ArrayList<>();
        for (Map<String, @Nullable Object> record : records(body)) {
            Map<String, @Nullable Object> note = notes.get(String.valueOf(record.get("id")));
            if (note == null) {
                throw new Refusal(404, "UNKNOWN", "There is no such note");
            }
            if (defects.contains(Defect.UPDATE_FORGETS)) {
                note.put("size", null);
            }
            note.putAll(record);
            written.add(shown(note));
        }
        return reply(written, null);
    }

    synchronized Object delete(Object body) throws Refusal {
        for (Map<String, @Nullable Object> record : records(body)) {
            if (!defects.contains(Defect.DELETES_NOTHING)) {
                notes.remove(String.valueOf(record.get("id")));
            }
        }
        return reply(List.of(), null);
    }

    private void check(Map<String, @Nullable Object> record) throws Refusal {
        boolean good = ATTRIBUTES.containsAll(record.keySet())
                && record.get("title") instanceof String
                && (record.get("size") == null || record.get("size") instanceof Integer)
                && (record.get("token") == null || record.get("token") instanceof String);
        if (!good && !defects.contains(Defect.WRITES_BAD_RECORDS)) {
            throw invalid("record");
        }
    }

    private Map<String, @Nullable Object> shown(Map<String, @Nullable Object> note) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(note);
        shown.put("displayName", String.valueOf(note.get("title")));
        if (!defects.contains(Defect.SHOWS_SECRET)) {
            shown.put("token", Map.of("set", note.get("token") != null));
        }
        if (defects.contains(Defect.ATTRIBUTE_OF_WRONG_TYPE)) {
            shown.put("size", "large");
        }
        return shown;
    }

    private static List<Map<String, @Nullable Object>> records(Object body) throws Refusal {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        if (!(body instanceof List<?> list)) {
            throw invalid("no list");
        }
        for (Object each : list) {
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            if (each instanceof Map<?, ?> map) {
                map.forEach((name, value) -> record.put(String.valueOf(name), value));
            }
            records.add(record);
        }
        return records;
    }

    private static Object reply(List<Map<String, @Nullable Object>> data, @Nullable String next) {
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("status", "OK");
        reply.put("message", "");
        reply.put("data", data);
        if (next != null) {
            reply.put("next", next);
        }
        return reply;
    }

    private static Refusal invalid(String what) {
        return new Refusal(422, "INVALID", "Invalid: " + what);
    }
}
