package dev.sextant.cli.project;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The files that belong into an image; links are not followed, because what they lead to is not the project's. */
final class ProjectFiles {

    private static final Set<String> NOT_PACKED = Set.of("tests", "target", "__pycache__");
    private static final Set<String> ONLY_FOR_PEOPLE =
            Set.of(Project.FILE, Project.MANIFEST, "README.md", "manifest.json");
    private static final int MOST = 10_000;

    private ProjectFiles() {}

    static List<Path> of(Project project) throws IOException, ProjectException {
        Path folder = project.folder();
        List<Path> files = new ArrayList<>(under(folder));
        files.removeIf(file -> folder.relativize(file).getNameCount() == 1
                && (ONLY_FOR_PEOPLE.contains(file.getFileName().toString())
                        || file.toString().endsWith(".sextant.zip")));
        return files;
    }

    /** All files below a folder but hidden ones, tests, and what builds leave behind. */
    static List<Path> under(Path folder) throws IOException, ProjectException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
                boolean skipped = !inside.equals(folder)
                        && (inside.getFileName().toString().startsWith(".")
                                || NOT_PACKED.contains(inside.getFileName().toString()));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        if (files.size() > MOST) {
            throw new ProjectException(folder + " has more than " + MOST + " files to pack");
        }
        Collections.sort(files);
        return files;
    }
}
