package dev.sextant.cli.project;

import java.util.ArrayList;
import java.util.List;

/** What has changed between two texts, as a unified diff that {@code patch -p1} and {@code git apply} take. */
final class LineDiff {

    private static final int AROUND = 3;
    private static final String NO_END = "\\ No newline at end of file";

    /** A line with its mark: a space when both texts have it, otherwise a minus or a plus. */
    private record Line(char mark, String text) {
        boolean isChange() {
            return mark != ' ';
        }
    }

    private LineDiff() {}

    /** The diff of a file; an absent one is an empty text of the name {@code /dev/null}. */
    static String of(String path, String before, String after) {
        List<Line> lines = lines(split(before), split(after));
        StringBuilder diff = new StringBuilder()
                .append("--- ")
                .append(before.isEmpty() ? "/dev/null" : "a/" + path)
                .append("\n+++ ")
                .append(after.isEmpty() ? "/dev/null" : "b/" + path)
                .append('\n');
        for (int from = next(lines, 0); from < lines.size(); ) {
            int to = end(lines, from);
            hunk(diff, lines, Math.max(0, from - AROUND), Math.min(lines.size(), to + AROUND));
            from = next(lines, to);
        }
        return diff.toString();
    }

    /** Lines with their ends, so that a missing last one is seen. */
    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, to));
            from = to;
        }
        return lines;
    }

    private static List<Line> lines(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i++)));
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
        return lines;
    }

    private static int next(List<Line> lines, int from) {
        int at = from;
        while (at < lines.size() && !lines.get(at).isChange()) {
            at++;
        }
        return at;
    }

    /** Where a hunk's changes end: changes that are near each other are one hunk. */
    private static int end(List<Line> lines, int from) {
        int end = from;
        for (int at = from; at < lines.size() && at - end <= 2 * AROUND; at++) {
            if (lines.get(at).isChange()) {
                end = at + 1;
            }
        }
        return end;
    }

    private static void hunk(StringBuilder diff, List<Line> lines, int from, int to) {
        diff.append("@@ -").append(range(lines, from, to, '+')).append(" +").append(range(lines, from, to, '-'));
        diff.append(" @@\n");
        for (Line line : lines.subList(from, to)) {
            diff.append(line.mark()).append(line.text());
            if (!line.text().endsWith("\n")) {
                diff.append('\n').append(NO_END).append('\n');
            }
        }
    }

    /** Where the hunk begins in the text that has no lines of the other mark, and how many lines it has there. */
    private static String range(List<Line> lines, int from, int to, char other) {
        long before = lines.subList(0, from).stream()
                .filter(line -> line.mark() != other)
                .count();
        long count = lines.subList(from, to).stream()
                .filter(line -> line.mark() != other)
                .count();
        return (count == 0 ? before : before + 1) + "," + count;
    }
}
