package dev.sextant.core.pluginpackage.compare;

import dev.sextant.contract.manifest.ObjectSpec;
import dev.sextant.contract.manifest.ParameterType;
import dev.sextant.contract.manifest.PropertySpec;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a service takes, or what it gives. What is taken may become wider without harm to who gives it; what is
 * given may become narrower without harm to who takes it.
 */
final class ShapeComparison {
    private final boolean taken;
    private final Map<String, ObjectSpec> objectsBefore;
    private final Map<String, ObjectSpec> objectsAfter;
    private final Differences differences;

    /** Objects may hold one another: each pair is compared once on the way down. */
    private final Set<String> entered = new HashSet<>();

    ShapeComparison(
            boolean taken,
            Map<String, ObjectSpec> objectsBefore,
            Map<String, ObjectSpec> objectsAfter,
            Differences differences) {
        this.taken = taken;
        this.objectsBefore = objectsBefore;
        this.objectsAfter = objectsAfter;
        this.differences = differences;
    }

    void compare(String path, Map<String, Shape> before, Map<String, Shape> after) {
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            var old = before.get(name);
            var now = after.get(name);
            var here = path + "." + name;
            if (old == null && now != null) {
                differences.added(here, taken && now.mustBeGiven() ? Effect.BREAKING : Effect.COMPATIBLE, now.kind());
            } else if (old != null && now == null) {
                differences.removed(here, Effect.BREAKING, old.kind());
            } else if (old != null && now != null) {
                compare(here, old, now);
            }
        }
    }

    private void compare(String path, Shape before, Shape after) {
        if (!before.kind().equals(after.kind())) {
            differences.note(path + ".type", widened(before, after), before.kind(), after.kind());
        }
        differences.note(
                path + ".secret",
                taken && after.secret() ? Effect.BREAKING : Effect.NOTABLE,
                before.secret(),
                after.secret());
        if (taken) {
            compareDemands(path, before, after);
        }
        differences.note(path + ".source", Effect.NOTABLE, before.source(), after.source());
        compareProperties(path, before, after);
    }

    private void compareDemands(String path, Shape before, Shape after) {
        if (before.mustBeGiven() != after.mustBeGiven()) {
            differences.note(
                    path + ".required",
                    after.mustBeGiven() ? Effect.BREAKING : Effect.COMPATIBLE,
                    before.mustBeGiven(),
                    after.mustBeGiven());
        } else {
            differences.note(path + ".required", Effect.COMPATIBLE, before.required(), after.required());
        }
        differences.note(path + ".default", Effect.NOTABLE, before.defaultValue(), after.defaultValue());
        compareValues(path, before, after);
        compareBound(path + ".minimum", before.minimum(), after.minimum(), 1);
        compareBound(path + ".maximum", before.maximum(), after.maximum(), -1);
    }

    private void compareValues(String path, Shape before, Shape after) {
        if (before.values().equals(after.values())) {
            return;
        }
        var wider = after.values().isEmpty()
                || (!before.values().isEmpty() && after.values().containsAll(before.values()));
        differences.note(
                path + ".enum", wider ? Effect.COMPATIBLE : Effect.BREAKING, any(before.values()), any(after.values()));
    }

    /** A bound that moved to where values were allowed before shuts them out; {@code inwards} is the sign of that way. */
    private void compareBound(String path, @Nullable BigDecimal before, @Nullable BigDecimal after, int inwards) {
        if (before != null && after != null && before.compareTo(after) == 0) {
            return;
        }
        var narrower = after != null && (before == null || after.compareTo(before) * inwards > 0);
        differences.note(path, narrower ? Effect.BREAKING : Effect.COMPATIBLE, before, after);
    }

    private void compareProperties(String path, Shape before, Shape after) {
        var pair = before.object() + " " + after.object();
        var named = before.object() != null || after.object() != null;
        if (named && !entered.add(pair)) {
            return;
        }
        compare(path, byName(before.propertiesIn(objectsBefore)), byName(after.propertiesIn(objectsAfter)));
        if (named) {
            entered.remove(pair);
        }
    }

    private Effect widened(Shape before, Shape after) {
        var narrow = taken ? before : after;
        var wide = taken ? after : before;
        return fits(narrow.type(), wide.type()) && fits(narrow.items(), wide.items())
                ? Effect.COMPATIBLE
                : Effect.BREAKING;
    }

    private static boolean fits(@Nullable ParameterType narrow, @Nullable ParameterType wide) {
        return narrow == wide || (narrow == ParameterType.INTEGER && wide == ParameterType.NUMBER);
    }

    private static Map<String, Shape> byName(Collection<PropertySpec> properties) {
        return byName(properties, PropertySpec::name, Shape::of);
    }

    static <T> Map<String, Shape> byName(Collection<T> all, Function<T, String> name, Function<T, Shape> shape) {
        var shapes = new LinkedHashMap<String, Shape>();
        all.forEach(one -> shapes.put(name.apply(one), shape.apply(one)));
        return shapes;
    }

    private static String any(Collection<String> values) {
        return values.isEmpty() ? "any" : String.join(", ", values);
    }
}
