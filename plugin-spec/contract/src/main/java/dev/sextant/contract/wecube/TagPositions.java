package dev.sextant.contract.wecube;

import org.jspecify.annotations.Nullable;

/**
 * Where the start tags of a well-formed text stand. The parser itself tells only where a tag ends; this follows it, one
 * tag at a time.
 */
final class TagPositions {

    private final String text;
    private int next;
    private int counted;
    private int line = 1;
    private int lineStart;
    private int tag;

    TagPositions(String text) {
        this.text = text;
    }

    /** Goes to the next start tag. */
    void advance() {
        int at = next;
        while (at >= 0 && at < text.length()) {
            at = text.indexOf('<', at);
            if (at < 0) {
                break;
            }
            String end = endOfOther(at);
            if (end == null) {
                tag = at;
                next = at + 1;
                moveTo(at);
                return;
            }
            int closed = text.indexOf(end, at + 2);
            at = closed < 0 ? text.length() : closed + end.length();
        }
        next = text.length();
    }

    private @Nullable String endOfOther(int at) {
        if (text.startsWith("<!--", at)) {
            return "-->";
        }
        if (text.startsWith("<![CDATA[", at)) {
            return "]]>";
        }
        if (text.startsWith("<?", at)) {
            return "?>";
        }
        return text.startsWith("</", at) || text.startsWith("<!", at) ? ">" : null;
    }

    int line() {
        return line;
    }

    int column() {
        return tag - lineStart + 1;
    }

    /** Line and column of an attribute of the present tag; those of the tag where it is not found. */
    int[] attribute(String name) {
        int at = tag + 1;
        int row = line;
        int start = lineStart;
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                row++;
                start = at + 1;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                break;
            } else if (isName(at, name)) {
                return new int[] {row, at - start + 1};
            }
        }
        return new int[] {line, column()};
    }

    private boolean isName(int at, String name) {
        if (!Character.isWhitespace(text.charAt(at - 1)) || !text.startsWith(name, at)) {
            return false;
        }
        int end = at + name.length();
        return end < text.length() && (text.charAt(end) == '=' || Character.isWhitespace(text.charAt(end)));
    }

    private void moveTo(int offset) {
        for (; counted < offset; counted++) {
            if (text.charAt(counted) == '\n') {
                line++;
                lineStart = counted + 1;
            }
        }
    }
}
