package dev.sextant.cli.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings a project from the scaffold that it was begun with to the present one: what the developer has not touched. Each file is replaced at once,
 * and the note of the version last, so that an upgrade that was interrupted is gone on with by the next one.
 */
public final class Upgrade {

    private static final Pattern NOTE = Pattern.compile("(\"" + Template.VERSION + "\"\\s*:\\s*)(\\d{1,9})\\b");
    private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*[\"']?([a-z][a-z0-9-]*)");
    private static final String PART = ".sextant-part";

    private final Project project;
    private final int before;
    private final int after;
    private final Map<String, String> old;
    private final Map<String, String> present;

    /** An upgrade between two versions of a scaffold, each with the files that it makes for this project. */
    Upgrade(Project project, int before, int after, Map<String, String> old, Map<String, String> present) {
        this.project = project;
        this.before = before;
        this.after = after;
        this.old = old;
        this.present = present;
    }

    /** The upgrade of a project to what {@code plugin new} makes now. */
    public static Upgrade of(Project project) throws ProjectException {
        Template present = Template.present(project.language());
        int version = version(project);
        if (version < 1 || version > present.version()) {
            throw new ProjectException(project.folder().resolve(Project.FILE) + ": it was begun with the scaffold "
                    + version + ", and this Sextant knows 1 to " + present.version()
                    + "; upgrade with the Sextant that began it");
        }
        String name = name(project);
        Template old = new Template(project.language(), version);
        return new Upgrade(project, version, present.version(), old.files(name), present.files(name));
    }

    /** The scaffold that the project was begun with, or last brought to. */
    public int before() {
        return before;
    }

    /** The present scaffold. */
    public int after() {
        return after;
    }

    /** What there is to do, without doing anything. */
    public List<FileUpgrade> plan() throws ProjectException {
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(present.keySet());
        paths.remove(Project.FILE);
        List<FileUpgrade> plan = new ArrayList<>();
        for (String path : paths) {
            FileUpgrade change = change(path, old.get(path), present.get(path));
            if (change != null) {
                plan.add(change);
            }
        }
        return plan;
    }

    /** Does what was planned; refuses when a file has changed since. */
    public void perform(List<FileUpgrade> plan) throws ProjectException {
        try {
            for (FileUpgrade change : plan) {
                Path file = project.folder().resolve(change.path());
                if (change instanceof FileUpgrade.Written written) {
                    requireStill(file, written.before());
                    replace(file, written.after());
                } else if (change instanceof FileUpgrade.Removed removed) {
                    requireStill(file, removed.before());
                    Files.delete(file);
                }
            }
            Path note = project.folder().resolve(Project.FILE);
            Matcher matcher = NOTE.matcher(Files.readString(note));
            replace(note, matcher.replaceFirst("$1" + after));
        } catch (IOException e) {
            throw new ProjectException(
                    "The upgrade of " + project.folder() + " could not be ended: " + e + "; mend that and run it again",
                    e);
        }
    }

    /** What becomes of a file; null when the scaffold, or the file, is already what it will be. */
    private @Nullable FileUpgrade change(String path, @Nullable String old, @Nullable String present)
            throws ProjectException {
        byte[] theirs = theirs(path);
        if (Objects.equals(old, present) || is(theirs, present)) {
            return null;
        }
        String diff = LineDiff.of(path, old == null ? "" : old, present == null ? "" : present);
        if (!isOwn(path)) {
            return new FileUpgrade.Left(path, "it is reached through a link", diff);
        }
        if (is(theirs, old)) {
            return present == null
                    ? new FileUpgrade.Removed(path, Objects.requireNonNull(old))
                    : new FileUpgrade.Written(path, old, present);
        }
        return new FileUpgrade.Left(
                path,
                theirs == null ? "you have removed it" : old == null ? "it is yours" : "you have changed it",
                diff);
    }

    private static boolean is(byte @Nullable [] theirs, @Nullable String text) {
        return text == null ? theirs == null : Arrays.equals(theirs, text.getBytes(StandardCharsets.UTF_8));
    }

    private byte @Nullable [] theirs(String path) throws ProjectException {
        Path file = project.folder().resolve(path);
        try {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new ProjectException(file + " cannot be read: " + e, e);
        }
    }

    /** Whether nothing on the way to a file leads out of the project. */
    private boolean isOwn(String path) {
        Path at = project.folder();
        for (Path part : Path.of(path)) {
            at = at.resolve(part);
            if (Files.isSymbolicLink(at)) {
                return false;
            }
        }
        return true;
    }

    private void requireStill(Path file, @Nullable String before) throws ProjectException {
        if (!is(theirs(project.folder().relativize(file).toString()), before)) {
            throw new ProjectException(file + " was changed meanwhile; it stays as it is. Run the upgrade again");
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + PART);
        try {
            Files.writeString(part, text);
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(file));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static int version(Project project) throws ProjectException {
        Path file = project.folder().resolve(Project.FILE);
        try {
            Matcher matcher = NOTE.matcher(Files.readString(file));
            if (!matcher.find()) {
                throw new ProjectException(
                        file + " does not say which scaffold the project was begun with; write \"scaffold\": 1");
            }
            return Integer.parseInt(matcher.group(2));
        } catch (IOException e) {
            throw new ProjectException(file + " cannot be read: " + e, e);
        }
    }

    private static String name(Project project) throws ProjectException {
        Path file = project.manifestFile();
        try {
            Matcher matcher = NAME.matcher(Files.readString(file));
            if (matcher.find()) {
                return matcher.group(1);
            }
            throw new ProjectException(file + " has no name; write for example name: disk-report");
        } catch (IOException e) {
            throw new ProjectException(file + " cannot be read: " + e, e);
        }
    }
}
