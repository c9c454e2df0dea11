package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Registrations that the tests share. */
final class Registrations {

    /** The shortest registration with one service. */
    static final String MINIMAL = """
            <package name="tiny" version="v1.0.0">
              <resourceDependencies>
                <docker imageName="tiny:v1.0.0" containerName="tiny" portBindings="{{ALLOCATE_PORT}}:9000"/>
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

    private Registrations() {}

    static String resource(String name) throws IOException {
        try (InputStream stream = Registrations.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static ManifestResult read(String text) {
        return new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8));
    }

    static ManifestResult.Valid valid(String text) {
        ManifestResult result = read(text);
        if (result instanceof ManifestResult.Valid valid) {
            return valid;
        }
        throw new AssertionError("The registration is invalid: " + ((ManifestResult.Invalid) result).problems());
    }
}
