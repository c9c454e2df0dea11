package dev.sextant.core.pluginpackage.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers differences, at most so many that people can still read them. */
final class Differences {
    private static final int MOST = 200;

    private final List<Difference> found = new ArrayList<>();

    void note(String path, Effect effect, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            add(path, effect, before, after);
        }
    }

    void added(String path, Effect effect, Object what) {
        add(path, effect, null, what);
    }

    void removed(String path, Effect effect, Object what) {
        add(path, effect, what, null);
    }

    List<Difference> all() {
        return List.copyOf(found);
    }

    private void add(String path, Effect effect, @Nullable Object before, @Nullable Object after) {
        // Beyond the bound only what is worse than what is there already matters.
        if (found.size() < MOST || (effect == Effect.BREAKING && found.stream().noneMatch(Differences::isBreaking))) {
            found.add(new Difference(path, effect, text(before), text(after)));
        }
    }

    private static boolean isBreaking(Difference difference) {
        return difference.effect() == Effect.BREAKING;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
