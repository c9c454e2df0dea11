package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.AttributeType;
import dev.sextant.contract.manifest.EntitySpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What each filter operator must find, held against all records. */
final class Operators {
    private final EntitySpec entity;
    private final EntityCalls calls;

    Operators(EntitySpec entity, EntityCalls calls) {
        this.entity = entity;
        this.calls = calls;
    }

    void check() throws Deviation, IOException, InterruptedException {
        List<Map<String, @Nullable Object>> all = calls.everything(100);
        List<String> wrong = new ArrayList<>();
        String id = all.isEmpty() ? "none" : String.valueOf(all.getFirst().get("id"));
        compare(wrong, all, "id", "eq", id, value -> id.equals(value));
        compare(wrong, all, "id", "neq", id, value -> !id.equals(value));
        compare(wrong, all, "id", "in", List.of(id, "none"), value -> id.equals(value));
        for (AttributeSpec attribute : entity.attributes()) {
            attribute(wrong, all, attribute);
        }
        if (!wrong.isEmpty()) {
            throw new Deviation(String.join("; ", wrong));
        }
    }

    private void attribute(List<String> wrong, List<Map<String, @Nullable Object>> all, AttributeSpec attribute)
            throws IOException, InterruptedException, Deviation {
        String name = attribute.name();
        boolean secret = attribute.type() == AttributeType.SECRET;
        if (attribute.many() || attribute.type() == AttributeType.OBJECT) {
            return;
        }
        compare(wrong, all, name, "is", null, value -> secret ? !isSet(value) : value == null);
        compare(wrong, all, name, "isnot", null, value -> secret ? isSet(value) : value != null);
        Object one = all.stream()
                .map(record -> record.get(name))
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
        if (secret || one == null || attribute.type() == AttributeType.TEXT) {
            return;
        }
        compare(wrong, all, name, "eq", one, one::equals);
        compare(wrong, all, name, "in", List.of(one), one::equals);
        compare(wrong, all, name, "neq", one, value -> value != null && !one.equals(value));
        if (one instanceof String text && attribute.type() == AttributeType.STRING) {
            compare(wrong, all, name, "like", text, value -> value instanceof String other && other.contains(text));
            compare(wrong, all, name, "notLike", text, value -> value instanceof String other && !other.contains(text));
        }
        if (one instanceof Number number && attribute.type() == AttributeType.INTEGER) {
            long limit = number.longValue();
            compare(wrong, all, name, "gt", limit, value -> value instanceof Number n && n.longValue() > limit);
            compare(wrong, all, name, "lt", limit, value -> value instanceof Number n && n.longValue() < limit);
        }
    }

    private static boolean isSet(@Nullable Object mark) {
        return mark instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("set"));
    }

    /** Records without a value may or may not be found by a comparison; all others must be found exactly when it holds. */
    private void compare(
            List<String> wrong,
            List<Map<String, @Nullable Object>> all,
            String attribute,
            String op,
            @Nullable Object condition,
            Predicate<@Nullable Object> holds)
            throws IOException, InterruptedException, Deviation {
        Exchange answer = calls.filter(attribute, op, condition);
        if (answer.status() != 200) {
            wrong.add(attribute + " " + op + ": " + answer.seen());
            return;
        }
        Set<String> found =
                new HashSet<>(EntityCalls.ids(EntityCalls.reply(answer).data()));
        for (Map<String, @Nullable Object> record : all) {
            Object value = record.get(attribute);
            boolean indifferent = value == null && !op.startsWith("is");
            String id = String.valueOf(record.get("id"));
            if (!indifferent && holds.test(value) != found.contains(id)) {
                wrong.add("'%s %s %s' %s the record %s"
                        .formatted(attribute, op, condition, found.contains(id) ? "finds" : "does not find", id));
                return;
            }
        }
    }
}
