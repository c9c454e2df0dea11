package dev.sextant.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages as WeCube makes them. */
class WecubePackageTests {

    private static final String REGISTER = """
            <package name="tiny" version="v1.0.0">
              <resourceDependencies>
                <docker imageName="tiny:1.0.0" containerName="tiny" portBindings="{{ALLOCATE_PORT}}:9000"/>
              </resourceDependencies>
              <plugins>
                <plugin name="ping">
                  <interface action="send" path="/tiny/v1/ping">
                    <inputParameters>
                      <parameter datatype="string" required="Y">host</parameter>
                    </inputParameters>
                  </interface>
                </plugin>
              </plugins>
            </package>
            """;

    @TempDir
    Path folder;

    @Test
    void makesTheListThatTheyLack() throws IOException {
        Zip zip = wecube(REGISTER);
        zip.add("ui/", "").mode = 0040755;
        zip.add("ui/index.html", "<p>");
        zip.add("init.sql", "create").deflated();

        try (VerifiedPackage verified = open(zip)) {
            assertThat(verified.kind()).isEqualTo(PackageKind.WECUBE);
            assertThat(verified.listed()).isFalse();
            assertThat(verified.signature(List.of())).isEqualTo(new SignatureStatus.Unsigned());
            assertThat(verified.index().files())
                    .extracting(PackageIndex.File::path)
                    .containsExactly("image.tar", "init.sql", "register.xml", "ui/index.html");
            assertThat(verified.index().images())
                    .containsExactlyElementsOf(Packages.index().images());
            try (InputStream sql = verified.open("init.sql")) {
                assertThat(sql.readAllBytes()).asString().isEqualTo("create");
            }
        }
    }

    @Test
    void packsThemAsPackagesOfOursThatCanBeSigned() throws IOException {
        Path listed = folder.resolve("listed.zip");
        Path signed = folder.resolve("signed.zip");
        var keys = SigningKeys.generate();
        try (VerifiedPackage raw = open(wecube(REGISTER))) {
            assertThat(code(() -> PackageWriter.sign(signed, raw, keys)))
                    .isEqualTo(PackageErrorCode.PACKAGE_FILE_MISSING);
            PackageWriter.rewrite(listed, raw);
        }
        try (VerifiedPackage ours = read(listed)) {
            PackageWriter.sign(signed, ours, keys);
        }
        try (VerifiedPackage ours = read(signed)) {
            assertThat(ours.kind()).isEqualTo(PackageKind.WECUBE);
            assertThat(ours.listed()).isTrue();
            assertThat(ours.signature(List.of(TrustedKey.of("us", keys.getPublic()))))
                    .isInstanceOf(SignatureStatus.Signed.class);
        }
    }

    @Test
    void takesAnImageWithoutATagAndOneWhoseTagIsLeftOpen() {
        for (String name : List.of("tiny", "tiny:{{VERSION}}", "tiny:latest")) {
            String tag = name.contains("{") ? "tiny:v3" : "tiny";
            assertThat(ImageName.fits(name, tag)).as(name).isTrue();
            assertThat(ImageName.fits(name, "other/" + tag)).as(name).isFalse();
        }
        assertThat(ImageName.fits("host:5000/tiny", "host:5000/tiny:latest")).isTrue();
        assertThat(ImageName.fits("tiny:{{VERSION}}", "tiny:a/b")).isFalse();
    }

    @Test
    void refusesAManifestUnderTheNameOfTheOther() {
        assertThat(code(() -> open(wecube("name: tiny")))).isEqualTo(PackageErrorCode.MANIFEST_INVALID);
        assertThat(code(() -> open(Packages.with(REGISTER, new byte[0])))).isEqualTo(PackageErrorCode.MANIFEST_INVALID);
    }

    @Test
    void refusesOneWithoutItsImage() {
        Zip none = wecube(REGISTER);
        none.entries.remove(none.get("image.tar"));
        Zip other = wecube(REGISTER);
        other.entries.set(
                1,
                new Zip.Entry(
                        "image.tar", Tar.image("nginx:latest", Packages.CONFIG).end()));
        Zip damaged = wecube(REGISTER);
        damaged.add("init.sql", "create").crc = 1;

        assertThat(code(() -> open(none))).isEqualTo(PackageErrorCode.PACKAGE_FILE_MISSING);
        assertThat(code(() -> open(other))).isEqualTo(PackageErrorCode.IMAGE_DIGEST_MISMATCH);
        assertThat(code(() -> open(damaged))).isEqualTo(PackageErrorCode.PACKAGE_DIGEST_MISMATCH);
    }

    private static Zip wecube(String manifest) {
        Zip zip = new Zip();
        zip.add("register.xml", manifest);
        zip.add("image.tar", Tar.image(Packages.IMAGE, Packages.CONFIG).end());
        return zip;
    }

    private VerifiedPackage open(Zip zip) throws IOException {
        return read(Files.write(folder.resolve("raw.zip"), zip.bytes()));
    }

    private static VerifiedPackage read(Path zip) {
        return PackageReader.open(zip, PackageLimits.standard());
    }

    private static PackageErrorCode code(ThrowingCallable reading) {
        PackageException problem = catchThrowableOfType(PackageException.class, reading);
        return (PackageErrorCode) problem.code();
    }
}
