package dev.sextant.contract.archive;

import java.util.ArrayDeque;
import java.util.Deque;

/** Names in an image archive: each entry has one, inside the archive, that can be written in one way only. */
final class TarName {

    private static final int MAX = 4096;

    private TarName() {}

    /** The name without a leading {@code ./} and without the slash that marks a folder. */
    static String safe(String name) {
        String relative = name.startsWith("./") ? name.substring(2) : name;
        String plain = relative.endsWith("/") ? relative.substring(0, relative.length() - 1) : relative;
        if (plain.isEmpty() && name.startsWith(".")) {
            return "";
        }
        if (plain.length() > MAX || !isPlain(plain)) {
            throw ImageTar.refuse(
                    "the name '" + ZipName.printable(name) + "' leads out of the archive or can be read in two ways");
        }
        return plain;
    }

    private static boolean isPlain(String name) {
        if (name.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '\\' || c == 0xFFFD)) {
            return false;
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** A symbolic link counts from its own folder, a hard link from the top; neither may lead out. */
    static String resolve(String name, String target, boolean symbolic) {
        if (target.startsWith("/")) {
            throw leadsOut(name);
        }
        int slash = name.lastIndexOf('/');
        String path = symbolic && slash > 0 ? name.substring(0, slash) + "/" + target : target;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && parts.pollLast() == null) {
                throw leadsOut(name);
            } else if (!part.equals("..") && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return safe(String.join("/", parts));
    }

    private static PackageException leadsOut(String name) {
        return ImageTar.refuse("the link '" + ZipName.printable(name) + "' leads out of the archive");
    }
}
