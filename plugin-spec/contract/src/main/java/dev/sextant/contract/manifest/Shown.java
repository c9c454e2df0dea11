package dev.sextant.contract.manifest;

/** How a part of a text from outside is shown to people. */
final class Shown {

    private Shown() {}

    /** The text with its control and direction characters written out. */
    static String of(String text) {
        if (text.codePoints().noneMatch(Shown::steers)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (steers(c)) {
                shown.append(String.format("\\u%04X", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean steers(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
