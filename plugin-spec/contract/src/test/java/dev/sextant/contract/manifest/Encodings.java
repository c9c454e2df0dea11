package dev.sextant.contract.manifest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A good text in encodings that a manifest may not have. */
public final class Encodings {

    private Encodings() {}

    /** The texts; each must be refused. */
    public static List<byte[]> wrong(String good) {
        List<byte[]> texts = new ArrayList<>();
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "IBM037")) {
            texts.add(good.getBytes(Charset.forName(charset)));
        }
        texts.add(with(good, 0xE9));
        texts.add(with(good, 0xC0, 0xAF));
        texts.add(with(good, 0xC1, 0x81));
        texts.add(with(good, 0xE0, 0x80, 0xAF));
        texts.add(with(good, 0xED, 0xA0, 0x80));
        texts.add(with(good, 0xF5, 0x80, 0x80, 0x80));
        texts.add(with(good, 0xF4, 0x90, 0x80, 0x80));
        texts.add(with(good, 0xE4, 0xBD));
        texts.add(with(good, 0x80));
        texts.add(with(good, 0xFF));
        texts.add(with(good, 0x00));
        texts.add(with(good, 0x0B));
        texts.add(with(good, 0xEF, 0xBF, 0xBE));
        return texts;
    }

    /** The text with some bytes in the midst of it. */
    private static byte[] with(String good, int... bytes) {
        byte[] text = good.getBytes(StandardCharsets.UTF_8);
        int at = good.indexOf("iny") + 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text, 0, at);
        for (int b : bytes) {
            out.write(b);
        }
        out.write(text, at, text.length - at);
        return out.toByteArray();
    }
}
