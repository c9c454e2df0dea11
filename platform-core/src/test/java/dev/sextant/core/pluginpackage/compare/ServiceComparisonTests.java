package dev.sextant.core.pluginpackage.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.core.TestManifests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceComparisonTests {

    @Test
    void findsNothingBetweenEqualServices() {
        var manifest = with("    input:\n      text: {type: string, required: true}");

        assertThat(ServiceComparison.of(manifest, manifest)).isEmpty();
    }

    @Test
    void takesOtherWordsForNoChange() {
        var before = with("    input:\n      text: {type: string, title: {en: Text}, help: {en: A text}}");
        var after = with("    input:\n      text: {type: string, title: {en: The text}}");

        assertThat(ServiceComparison.of(before, after)).isEmpty();
    }

    @Test
    void tellsWhatCameAndWhatWent() {
        var before = TestManifests.read(manifest(service("one", "") + service("two", "")));
        var after = TestManifests.read(manifest(service("two", "") + service("three", "")));

        assertThat(ServiceComparison.of(before, after))
                .containsExactly(
                        new ServiceChange("one", Change.REMOVED, Effect.BREAKING, List.of()),
                        new ServiceChange("three", Change.ADDED, Effect.COMPATIBLE, List.of()));
    }

    /** What is between the bars is the parameter before and after; none stands for no such parameter. */
    @ParameterizedTest(name = "an input from {0} to {1} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "none                                    | {type: string}                              | input.p          | COMPATIBLE",
                "none                                    | {type: string, required: true}              | input.p          | BREAKING",
                "none                                    | {type: string, required: true, default: a}  | input.p          | COMPATIBLE",
                "none                                    | {type: string, required: true, from: \"variable: x\"} | input.p | COMPATIBLE",
                "none                                    | {type: string, required: true, from: constant} | input.p       | BREAKING",
                "{type: string}                          | none                                        | input.p          | BREAKING",
                "{type: string}                          | {type: string, required: true}              | input.p.required | BREAKING",
                "{type: string, required: true}          | {type: string}                              | input.p.required | COMPATIBLE",
                "{type: string, default: a}              | {type: string, default: a, required: true}  | input.p.required | COMPATIBLE",
                "{type: string, required: true, default: a} | {type: string, required: true}           | input.p.required | BREAKING",
                "{type: string, default: a}              | {type: string, default: b}                  | input.p.default  | NOTABLE",
                "{type: string}                          | {type: integer}                             | input.p.type     | BREAKING",
                "{type: integer}                         | {type: string}                              | input.p.type     | BREAKING",
                "{type: integer}                         | {type: number}                              | input.p.type     | COMPATIBLE",
                "{type: number}                          | {type: integer}                             | input.p.type     | BREAKING",
                "{type: array, items: integer}           | {type: array, items: number}                | input.p.type     | COMPATIBLE",
                "{type: array, items: number}            | {type: array, items: integer}               | input.p.type     | BREAKING",
                "{type: array, items: string}            | {type: array, items: integer}               | input.p.type     | BREAKING",
                "{type: string}                          | {type: array, items: string}                | input.p.type     | BREAKING",
                "{type: string}                          | {type: string, secret: true}                | input.p.secret   | BREAKING",
                "{type: string, secret: true}            | {type: string}                              | input.p.secret   | NOTABLE",
                "{type: string}                          | \"{type: string, enum: [a, b]}\"            | input.p.enum     | BREAKING",
                "\"{type: string, enum: [a, b]}\"        | {type: string}                              | input.p.enum     | COMPATIBLE",
                "\"{type: string, enum: [a, b]}\"        | \"{type: string, enum: [a, b, c]}\"         | input.p.enum     | COMPATIBLE",
                "\"{type: string, enum: [a, b]}\"        | \"{type: string, enum: [a, c]}\"            | input.p.enum     | BREAKING",
                "{type: integer}                         | {type: integer, minimum: 1}                 | input.p.minimum  | BREAKING",
                "{type: integer, minimum: 1}             | {type: integer, minimum: 2}                 | input.p.minimum  | BREAKING",
                "{type: integer, minimum: 2}             | {type: integer, minimum: 1}                 | input.p.minimum  | COMPATIBLE",
                "{type: integer, minimum: 1}             | {type: integer}                             | input.p.minimum  | COMPATIBLE",
                "{type: integer, maximum: 9}             | {type: integer, maximum: 8}                 | input.p.maximum  | BREAKING",
                "{type: integer, maximum: 8}             | {type: integer, maximum: 9}                 | input.p.maximum  | COMPATIBLE",
                "{type: integer}                         | {type: integer, maximum: 9}                 | input.p.maximum  | BREAKING",
                "{type: string, from: constant}          | {type: string, from: context}               | input.p.source   | NOTABLE",
                "{type: string, required: true, from: \"variable: x\"} | {type: string, required: true} | input.p.required | BREAKING",
            })
    void judgesInputs(String before, String after, String path, Effect effect) {
        assertThat(differences(parameter("input", before), parameter("input", after)))
                .filteredOn(difference -> difference.path().equals(path))
                .extracting(Difference::effect)
                .containsExactly(effect);
    }

    @ParameterizedTest(name = "an output from {0} to {1} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "none                | {type: string}                | output.p        | COMPATIBLE",
                "{type: string}      | none                          | output.p        | BREAKING",
                "{type: integer}     | {type: number}                | output.p.type   | BREAKING",
                "{type: number}      | {type: integer}               | output.p.type   | COMPATIBLE",
                "{type: string}      | {type: boolean}               | output.p.type   | BREAKING",
                "{type: string}      | {type: string, secret: true}  | output.p.secret | NOTABLE",
                "{type: string}      | {type: string, to: context}   | output.p.source | NOTABLE",
            })
    void judgesOutputs(String before, String after, String path, Effect effect) {
        assertThat(differences(parameter("output", before), parameter("output", after)))
                .filteredOn(difference -> difference.path().equals(path))
                .extracting(Difference::effect)
                .containsExactly(effect);
    }

    @ParameterizedTest(name = "{0} to {1} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout: PT1M                | timeout: PT2M                  | timeout    | NOTABLE",
                "batch: 1                     | batch: 10                      | batch      | COMPATIBLE",
                "idempotent: true             | idempotent: false              | idempotent | NOTABLE",
                "idempotent: false            | idempotent: true               | idempotent | COMPATIBLE",
                "mode: sync                   | mode: async                    | mode       | COMPATIBLE",
                "target: things:thing         | target: things:other           | target     | BREAKING",
                "batch: 1                     | target: things:thing           | target     | BREAKING",
                "target: things:thing         | batch: 1                       | target     | BREAKING",
                "cancel: /things/v1/cancel    | batch: 1                       | cancel     | NOTABLE",
                "batch: 1                     | cancel: /things/v1/cancel      | cancel     | COMPATIBLE",
            })
    void judgesTheService(String before, String after, String path, Effect effect) {
        assertThat(differences("    " + before, "    " + after))
                .filteredOn(difference -> difference.path().equals(path))
                .extracting(Difference::effect)
                .containsExactly(effect);
    }

    @Test
    void looksIntoObjects() {
        var before = parameter("input", "{type: object, properties: {a: {type: string}, b: {type: string}}}");
        var after = parameter(
                "input", "{type: object, properties: {a: {type: integer}, c: {type: string, required: true}}}");

        assertThat(differences(before, after))
                .extracting(Difference::path, Difference::effect)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("input.p.a.type", Effect.BREAKING),
                        org.assertj.core.groups.Tuple.tuple("input.p.b", Effect.BREAKING),
                        org.assertj.core.groups.Tuple.tuple("input.p.c", Effect.BREAKING));
    }

    @Test
    void saysTheWorstOfAService() {
        var before = TestManifests.read(manifest(service("run", parameter("input", "{type: string, default: a}"))));
        var after = TestManifests.read(manifest(service("run", parameter("input", "{type: integer, default: 1}"))));

        assertThat(ServiceComparison.of(before, after))
                .extracting(ServiceChange::effect)
                .containsExactly(Effect.BREAKING);
    }

    @Test
    void tellsWhatElseIsAskedForAndBrought() {
        var before = TestManifests.read(manifest(service("run", "")));
        var after = TestManifests.read(manifest(service("run", ""))
                        .replace("memory: 64Mi", "memory: 128Mi, egress: [example.com], environment: {A: b}")
                        .replace("name: thing\n", "name: thing\n")
                + "permissions: [\"records:read\"]\nbuckets: [files]\n");

        assertThat(ManifestParts.changes(before, after))
                .extracting(PartChange::kind, PartChange::name, PartChange::change)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(PartKind.MEMORY, "main", Change.CHANGED),
                        org.assertj.core.groups.Tuple.tuple(PartKind.EGRESS, "example.com", Change.ADDED),
                        org.assertj.core.groups.Tuple.tuple(PartKind.ENVIRONMENT, "main.A", Change.ADDED),
                        org.assertj.core.groups.Tuple.tuple(PartKind.PERMISSION, "records:read", Change.ADDED),
                        org.assertj.core.groups.Tuple.tuple(PartKind.BUCKET, "files", Change.ADDED));
        assertThat(ManifestParts.changes(after, after)).isEmpty();
    }

    private static List<Difference> differences(String before, String after) {
        return ServiceComparison.of(with(before), with(after)).stream()
                .flatMap(change -> change.differences().stream())
                .toList();
    }

    private static String parameter(String where, String text) {
        return text.equals("none") ? "" : "    %s:\n      p: %s".formatted(where, text);
    }

    private static PluginManifest with(String lines) {
        return TestManifests.read(manifest(service("run", lines)));
    }

    private static String service(String name, String lines) {
        return """
                  - name: %1$s
                    title: {en: Run}
                    path: /things/v1/%1$s
                %2$s
                """.formatted(name, lines);
    }

    private static String manifest(String services) {
        return """
                apiVersion: sextant.dev/v1
                name: things
                version: 1.0.0
                title: {en: Things}
                containers:
                  - {image: "things:1.0.0", port: 8080, health: /health, memory: 64Mi, cpu: 0.5}
                entities:
                  - name: thing
                    attributes:
                      - {name: name, type: string}
                  - name: other
                    attributes:
                      - {name: name, type: string}
                services:
                """ + services;
    }
}
