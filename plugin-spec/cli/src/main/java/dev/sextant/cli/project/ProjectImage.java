package dev.sextant.cli.project;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.json.JsonMapper;

/** Builds the image of a project without a Docker Engine; the same files give the same bytes. */
public final class ProjectImage {

    private static final AbsoluteUnixPath APP = AbsoluteUnixPath.get("/app");
    private static final Instant TIME = Instant.EPOCH.plusSeconds(1);

    private final Project project;
    private final Kit kit;

    /** An image of a project's files on the kit of its language. */
    public ProjectImage(Project project, Kit kit) {
        this.project = project;
        this.kit = kit;
    }

    /** Writes the image as a tar, working in a folder that the caller takes away. */
    public void write(PluginManifest manifest, Path target, Path work) throws ProjectException, InterruptedException {
        kit.link(project.folder());
        try {
            Path description = work.resolve("manifest.json");
            Files.writeString(description, JsonMapper.shared().writeValueAsString(manifest));
            JibContainerBuilder image = Jib.from(TarImage.at(kit.baseImage()))
                    .setFileEntriesLayers(List.of(library(), files(description)))
                    .setWorkingDirectory(APP)
                    .setEnvironment(Map.of("PYTHONPATH", "/opt/sextant"))
                    .setEntrypoint(kit.language().entrypoint());
            // A plugin's image has one name: Docker knows it by the digest of its configuration.
            String name = manifest.containers().get(0).image();
            image.containerize(Containerizer.to(TarImage.at(target).named(name))
                    .setBaseImageLayersCache(work.resolve("base"))
                    .setApplicationLayersCache(work.resolve("layers"))
                    .setOfflineMode(true)
                    .setToolName("sextant"));
        } catch (IOException
                | InvalidImageReferenceException
                | CacheDirectoryCreationException
                | RegistryException
                | ExecutionException e) {
            throw new ProjectException("The image of " + project.folder() + " could not be made: " + e.getMessage(), e);
        }
    }

    private FileEntriesLayer library() throws IOException, ProjectException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("kit");
        for (Path file : ProjectFiles.under(kit.library())) {
            add(layer, kit.library(), file, AbsoluteUnixPath.get(kit.libraryInImage()));
        }
        return layer.build();
    }

    private FileEntriesLayer files(Path description) throws IOException, ProjectException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("project");
        for (Path file : ProjectFiles.of(project)) {
            add(layer, project.folder(), file, APP);
        }
        layer.addEntry(description, APP.resolve("manifest.json"), FilePermissions.fromOctalString("644"), TIME);
        return layer.build();
    }

    private static void add(FileEntriesLayer.Builder layer, Path root, Path file, AbsoluteUnixPath target) {
        String permissions = Files.isExecutable(file) ? "755" : "644";
        layer.addEntry(
                file,
                target.resolve(root.relativize(file).toString()),
                FilePermissions.fromOctalString(permissions),
                TIME);
    }
}
