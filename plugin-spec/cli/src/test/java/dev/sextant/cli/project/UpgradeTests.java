package dev.sextant.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpgradeTests {

    private static final String NAME = "disk-report";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Language.class)
    void makesOfAnUntouchedProjectWhatIsMadeNow(Language language) throws ProjectException, IOException {
        begin(language);

        upgrade();

        for (Map.Entry<String, String> file :
                Template.present(language).files(NAME).entrySet()) {
            assertThat(folder.resolve(file.getKey())).hasContent(file.getValue());
        }
        Upgrade again = Upgrade.of(Project.in(folder));
        assertThat(again.before()).isEqualTo(again.after());
        assertThat(again.plan()).isEmpty();
        assertThat(partsIn(folder)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void leavesWhatTheDeveloperHasChangedAndTellsWhatIsNew(Language language) throws ProjectException, IOException {
        begin(language);
        String mine = Files.readString(folder.resolve("README.md")) + "Mine.\n";
        Files.writeString(folder.resolve("README.md"), mine);

        List<FileUpgrade> plan = upgrade();

        assertThat(folder.resolve("README.md")).hasContent(mine);
        assertThat(plan).singleElement().isInstanceOfSatisfying(FileUpgrade.Left.class, left -> {
            assertThat(left.why()).contains("you have changed it");
            assertThat(left.diff()).contains("--- a/README.md", "\n+    ./sextant plugin dev FOLDER\n");
        });
        assertThat(Upgrade.of(Project.in(folder)).before())
                .isEqualTo(Template.present(language).version());
    }

    @Test
    void addsChangesAndRemovesButNothingThatIsTheDevelopers() throws ProjectException, IOException {
        begin(Language.SHELL);
        Map<String, String> old =
                Map.of("a", "a1\n", "b", "b1\n", "c", "c1\n", "gone", "old\n", "kept", "old\n", "unmoved", "same\n");
        Map<String, String> present = Map.of(
                "a", "a2\n", "b", "b2\n", "c", "c2\n", "new/file", "new\n", "taken", "theirs\n", "unmoved", "same\n");
        write(Map.of(
                "a", "a1\n", "b", "mine\n", "gone", "old\n", "kept", "mine\n", "taken", "mine\n", "unmoved", "me\n"));

        Upgrade upgrade = new Upgrade(Project.in(folder), 1, 2, old, present);
        List<FileUpgrade> plan = upgrade.plan();
        upgrade.perform(plan);

        Map<String, String> why = new HashMap<>();
        plan.forEach(change -> why.put(
                change.path(),
                change instanceof FileUpgrade.Left left
                        ? left.why()
                        : change.getClass().getSimpleName()));
        assertThat(why)
                .isEqualTo(Map.of(
                        "a", "Written",
                        "b", "you have changed it",
                        "c", "you have removed it",
                        "gone", "Removed",
                        "kept", "you have changed it",
                        "new/file", "Written",
                        "taken", "it is yours"));
        assertThat(folder.resolve("a")).hasContent("a2\n");
        assertThat(folder.resolve("b")).hasContent("mine\n");
        assertThat(folder.resolve("c")).doesNotExist();
        assertThat(folder.resolve("gone")).doesNotExist();
        assertThat(folder.resolve("kept")).hasContent("mine\n");
        assertThat(folder.resolve("new/file")).hasContent("new\n");
        assertThat(folder.resolve("taken")).hasContent("mine\n");
        assertThat(folder.resolve("unmoved")).hasContent("me\n");
    }

    @Test
    void goesOnWithAnUpgradeThatWasInterrupted() throws ProjectException, IOException {
        begin(Language.PYTHON);
        String present = Template.present(Language.PYTHON).files(NAME).get("README.md");
        Files.writeString(folder.resolve("README.md"), present);

        assertThat(upgrade()).isEmpty();
        assertThat(folder.resolve("README.md")).hasContent(present);
        assertThat(Upgrade.of(Project.in(folder)).before()).isEqualTo(2);
    }

    @Test
    void overwritesNothingThatWasChangedAfterThePlan() throws ProjectException, IOException {
        begin(Language.PYTHON);
        Upgrade upgrade = Upgrade.of(Project.in(folder));
        List<FileUpgrade> plan = upgrade.plan();
        Files.writeString(folder.resolve("README.md"), "mine");

        assertThatThrownBy(() -> upgrade.perform(plan)).hasMessageContaining("changed meanwhile");
        assertThat(folder.resolve("README.md")).hasContent("mine");
        assertThat(Upgrade.of(Project.in(folder)).before()).isEqualTo(1);
    }

    @Test
    void writesThroughNoLinkAndKeepsPermissions() throws ProjectException, IOException {
        begin(Language.PYTHON);
        Path readme = folder.resolve("README.md");
        Path elsewhere = Files.move(readme, folder.resolve("target.md"));
        String before = Files.readString(elsewhere);
        Files.createSymbolicLink(readme, elsewhere);

        assertThat(upgrade()).singleElement().isInstanceOf(FileUpgrade.Left.class);
        assertThat(elsewhere).hasContent(before);

        Files.delete(readme);
        write(Map.of("README.md", before));
        Files.setPosixFilePermissions(readme, PosixFilePermissions.fromString("rwx------"));
        write(Map.of("sextant.json", "{\"scaffold\": 1, \"language\": \"python\", \"mine\": true}"));
        upgrade();
        assertThat(Files.getPosixFilePermissions(readme)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(folder.resolve("sextant.json"))
                .hasContent("{\"scaffold\": 2, \"language\": \"python\", \"mine\": true}");
    }

    @Test
    void refusesAProjectThatALaterSextantHasBegun() throws ProjectException, IOException {
        begin(Language.NODE);
        for (String version : new String[] {"3", "0", "999999999"}) {
            write(Map.of("sextant.json", "{\"language\": \"node\", \"scaffold\": " + version + "}"));
            assertThatThrownBy(() -> Upgrade.of(Project.in(folder))).hasMessageContaining("this Sextant knows 1 to 2");
        }
        write(Map.of("sextant.json", "{\"language\": \"node\"}"));
        assertThatThrownBy(() -> Upgrade.of(Project.in(folder))).hasMessageContaining("write \"scaffold\": 1");
    }

    /** A project as the first scaffold made it. */
    private void begin(Language language) throws ProjectException, IOException {
        write(new Template(language, 1).files(NAME));
    }

    private void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private List<FileUpgrade> upgrade() throws ProjectException {
        Upgrade upgrade = Upgrade.of(Project.in(folder));
        List<FileUpgrade> plan = upgrade.plan();
        upgrade.perform(plan);
        return plan;
    }

    private static List<Path> partsIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sextant-part"))
                    .toList();
        }
    }
}
