package dev.sextant.contract.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree from the parser's events, one at a time, so that a bomb is refused where it begins. Anchors, aliases
 * and tags are refused, because a manifest that means something else than it shows cannot be reviewed.
 */
final class YamlTreeReader {

    static final int MAX_DEPTH = 16;

    private final Problems problems;
    private final Iterator<Event> events;

    private YamlTreeReader(String text, Problems problems) {
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder()
                .setLabel("manifest")
                .setParseComments(false)
                .setCodePointLimit(text.length() + 1)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The tree of the only document; absent when the text is no YAML at all, and then a problem says why. */
    static Optional<YamlNode> read(String text, Problems problems) {
        try {
            return new YamlTreeReader(text, problems).document();
        } catch (TooDeep e) {
            problems.error(e.line, e.column, "", "Nested deeper than " + MAX_DEPTH + " levels; a manifest never is");
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            problems.error(line(mark), column(mark), "", "This is not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            problems.error(
                    lineAt(text, e.getPosition()),
                    1,
                    "",
                    "A character that YAML does not allow: U+"
                            + Integer.toHexString(e.getCodePoint()).toUpperCase(Locale.ROOT));
        } catch (YamlEngineException
                | NoSuchElementException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            problems.error(1, 1, "", "This is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document() {
        next();
        Event start = next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            problems.error(1, 1, "", "The manifest is empty");
            return Optional.empty();
        }
        YamlNode root = node(next(), 0);
        next();
        Event after = next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            Mark mark = after.getStartMark().orElse(null);
            problems.error(line(mark), column(mark), "", "A second document; a manifest is one document, remove it");
            return Optional.empty();
        }
        return Optional.of(root);
    }

    private YamlNode node(Event event, int depth) {
        Mark mark = event.getStartMark().orElse(null);
        if (depth > MAX_DEPTH) {
            throw new TooDeep(line(mark), column(mark));
        }
        refuseIndirection(event, mark);
        if (event instanceof MappingStartEvent) {
            return mapping(mark, depth);
        }
        if (event instanceof SequenceStartEvent) {
            return sequence(mark, depth);
        }
        if (event instanceof ScalarEvent scalar) {
            boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
            return new YamlNode.Scalar(line(mark), column(mark), scalar.getValue(), plain);
        }
        return new YamlNode.Scalar(line(mark), column(mark), "", true);
    }

    private void refuseIndirection(Event event, @Nullable Mark mark) {
        if (event instanceof AliasEvent alias) {
            problems.error(
                    line(mark), column(mark), "", "An alias (*" + alias.getAlias() + "); write the value out here");
            return;
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            problems.error(
                    line(mark),
                    column(mark),
                    "",
                    "An anchor (&" + node.getAnchor().get() + "); remove it");
        }
        tag(event)
                .ifPresent(tag -> problems.error(
                        line(mark), column(mark), "", "A tag (" + tag + "); remove it, types follow from the format"));
    }

    private static Optional<String> tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        if (event instanceof MappingStartEvent mapping) {
            return mapping.getTag();
        }
        return event instanceof SequenceStartEvent sequence ? sequence.getTag() : Optional.empty();
    }

    private YamlNode mapping(@Nullable Mark mark, int depth) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(next(), depth + 1);
            if (!(key instanceof YamlNode.Scalar scalar)) {
                problems.error(key.line(), key.column(), "", "A key that is not a word; write name: value");
            } else if (!keys.add(scalar.text())) {
                problems.error(
                        key.line(), key.column(), scalar.text(), "The key '" + scalar.text() + "' is there twice");
            } else {
                entries.add(new YamlNode.Entry(key.line(), key.column(), scalar.text(), value));
            }
        }
        return new YamlNode.Mapping(line(mark), column(mark), entries);
    }

    private YamlNode sequence(@Nullable Mark mark, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Sequence(line(mark), column(mark), items);
    }

    private Event next() {
        return events.next();
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }

    private static int column(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getColumn() + 1;
    }

    private static int lineAt(String text, int position) {
        String before = text.substring(0, Math.min(Math.max(position, 0), text.length()));
        return 1 + (int) before.chars().filter(c -> c == '\n').count();
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int line;
        private final int column;

        TooDeep(int line, int column) {
            super(null, null, false, false);
            this.line = line;
            this.column = column;
        }
    }
}
