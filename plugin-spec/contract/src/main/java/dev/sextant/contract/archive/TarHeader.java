package dev.sextant.contract.archive;

import java.nio.charset.StandardCharsets;

/** One block that begins an entry of a tar; numbers that two readers might read differently are refused. */
record TarHeader(byte[] block) {

    static final int SIZE = 512;

    /** Larger than any image, small enough to be added up. */
    private static final long MAX_SIZE = 1L << 42;

    boolean isEmpty() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    char type() {
        return (char) (block[156] & 0xFF);
    }

    String name() {
        boolean ustar = new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        String prefix = ustar ? text(block, 345, 155) : "";
        String name = text(block, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String link() {
        return text(block, 157, 100);
    }

    long size() {
        long size = number(124, 12);
        if (size > MAX_SIZE) {
            throw ImageTar.refuse("a size that no file has");
        }
        return size;
    }

    void checkSum() {
        long sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xFF;
        }
        if (sum != number(148, 8)) {
            throw ImageTar.refuse("a header's checksum is wrong; this is not a tar, or it is damaged");
        }
    }

    private long number(int offset, int length) {
        return (block[offset] & 0x80) != 0 ? binary(offset, length) : octal(offset, length);
    }

    private long binary(int offset, int length) {
        long value = block[offset] & 0x7F;
        for (int i = 1; i < length; i++) {
            if (value > Long.MAX_VALUE >> 8) {
                throw ImageTar.refuse("a size that no file has");
            }
            value = value << 8 | block[offset + i] & 0xFF;
        }
        return value;
    }

    private long octal(int offset, int length) {
        int begin = offset;
        int end = offset + length;
        while (end > begin && isFiller(block[end - 1])) {
            end--;
        }
        while (begin < end && block[begin] == ' ') {
            begin++;
        }
        long value = 0;
        for (int i = begin; i < end; i++) {
            if (block[i] < '0' || block[i] > '7') {
                String text = new String(block, offset, length, StandardCharsets.ISO_8859_1);
                throw ImageTar.refuse("a header holds '" + ZipName.printable(text) + "' where a number belongs");
            }
            value = value << 3 | block[i] - '0';
        }
        return value;
    }

    private static boolean isFiller(byte b) {
        return b == 0 || b == ' ';
    }

    /** Text up to the first zero; bytes that are no text become a mark that no name may have. */
    static String text(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }
}
