package dev.sextant.contract.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Holds the published schema against the reader: what concerns form alone, both judge alike. */
class ManifestSchemaTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Schema SCHEMA = schema();

    @Test
    void agreesOnGoodManifests() throws IOException {
        assertThat(bySchema(ManifestSamples.complete())).isEmpty();
        assertThat(bySchema(ManifestSamples.MINIMAL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 1.4.0 | version: 1.4.0-rc.1 | true
            version: 1.4.0 | version: 1.4 | false
            version: 1.4.0 | version: v1.4.0 | false
            version: 1.4.0 | version: 01.4.0 | false
            apiVersion: sextant.dev/v1 | apiVersion: sextant.dev/v2 | false
            apiVersion: sextant.dev/v1 | # none | false
            zh: 作业执行} | fr: Travaux} | false
            {en: Job execution, zh: 作业执行} | Job execution | true
            {en: Job execution, zh: 作业执行} | {zh: 作业执行} | false
            platform: ">=1.0 <2" | platform: "1.0" | true
            platform: ">=1.0 <2" | platform: "^1.0" | false
            inventory: ">=1.2" | Inventory: ">=1.2" | false
            image: job-execution:1.4.0 | image: job-execution | false
            image: job-execution:1.4.0 | image: "--privileged:1" | false
            port: 8080 | port: 80 | false
            port: 8080 | port: "8080" | false
            port: 8080 | privileged: true | false
            health: /health | health: health | false
            health: /health | health: /a/../b | false
            memory: 512Mi | memory: 512 | false
            memory: 512Mi | memory: 512MB | false
            cpu: 1 | cpu: 0.5 | true
            cpu: 1 | cpu: 0 | false
            spool: /var/spool/job-execution | spool: /var/run/docker.sock | false
            spool: /var/spool/job-execution | spool: / | false
            spool: /var/spool/job-execution | Spool: /data2 | false
            [mirror.example.org] | ["*.example.org"] | false
            [mirror.example.org] | [169.254.169.254] | false
            [reach-targets] | [privileged] | false
            [reach-targets] | [] | true
            [reach-targets] | [reach-targets, reach-targets] | false
            inventory:reveal | inventory:* | false
            {schema: job_execution, migrations: db/migration} | {} | true
            migrations: db/migration | migrations: ../x | false
            migrations: db/migration | init: init.sql, upgrade: upgrade.sql | true
            migrations: db/migration | migrations: db, init: init.sql | false
            schema: job_execution | schema: job-execution | false
            database: { | databases: [{name: x}]\\ndatabase: { | false
            buckets: [logs, | buckets: [Logs, | false
            buckets: [logs, | buckets: [{title: logs}, | false
            {templates/hello.sh: hello.sh} | {../hello.sh: hello.sh} | false
            {templates/hello.sh: hello.sh} | {hello.sh: /hello.sh} | false
            ui: {archive: ui.zip} | ui: {entry: index.html} | false
            ui: {archive: ui.zip} | ui: {archive: ui.zip, entry: a/index.html} | true
            ui: {archive: ui.zip} | dataModel: {path: /job-execution/v1/data-model} | false
            ports: {metrics: 9090} | ports: {metrics: 90} | false
            ports: {metrics: 9090} | ports: [9090] | false
            name: relay | # none | false
            health: tcp | health: udp | false
            health: tcp | health: none | true
            capabilities: [writable-root] | capabilities: [host-network] | false
            LOG_LEVEL: | "LOG-LEVEL": | false
            "{{log.level}}" | "{{log level}}" | false
            "{{log.level}}" | "{{log.level" | false
            "{{log.level}}" | "a{b}{ {{x}}{{y}}" | true
            "{{log.level}}" | 12 | false
            dimension: execution | dimension: collaboration | true
            dimension: execution | dimension: system | true
            kind: execution | kind: approval | true
            kind: execution | kind: APPROVAL | false
            method: POST | method: PUT | true
            method: POST | method: GET | false
            {state eq 'created'} | state eq 'created' | false
            target: inventory:host | # none | false
            progress: true | progress: maybe | false
            mode: async | mode: sync | false
            {manage: [administrator], use: [job-operator]} | {use: [job-operator]} | true
            {manage: [administrator], use: [job-operator]} | {own: [job-operator]} | false
            items: object, object: mount, from | items: string, object: mount, from | false
            items: object, object: mount, from | items: object, object: Mount, from | false
            properties: {noexec: | object: mount, properties: {noexec: | false
            default: true | default: "true" | false
            address: {type: string, | address: {type: integer, minimum: 1, maximum: 9, | true
            address: {type: string, | address: {type: number, maximum: 0.5, | true
            address: {type: string, | address: {type: string, minimum: 1, | false
            address: {type: string, | address: {type: integer, minimum: low, | false
            address: {type: string, | address: {type: integer, maximum: [1], | false
            to: "assign: prepared" | to: "assigned: prepared" | false
            types: [run.changed, "package.*"] | types: [] | false
            types: [run.changed, "package.*"] | types: ["*"] | false
            {zh: i18n/zh.json} | {fr: i18n/fr.json} | false
            {zh: i18n/zh.json} | {zh: ../zh.json} | false
            type: duration, default: PT10S | type: duration, default: 10 | false
            type: duration, default: PT10S | type: integer, default: 10 | true
            type: duration, default: PT10S | type: integer, default: PT10S | false
            type: secret, scope | type: secret, default: x, scope | false
            type: secret, scope: plugin | type: secret, scope: all | false
            dimension: execution | dimension: EXECUTION | false
            page: /runs | page: runs | false
            - {name: name, type: string | - {name: id, type: string | false
            - {name: name, type: string | - {name: name, type: any | false
            - {name: name, type: string | - {name: name | false
            reference: "inventory:host", many | reference: inventory, many | false
            reference: "inventory:host", many | type: integer, reference: "inventory:host", many | false
            many: true} | many: "yes"} | false
            enum: [static, dynamic], default: static | enum: [static, 1] | false
            mode: async | mode: later | false
            idempotent: true | idempotent: 1 | false
            target: inventory:host | target: host | false
            batch: 500 | batch: 0 | false
            batch: 500 | batch: 10001 | false
            timeout: PT2H | timeout: 7200 | false
            from: constant | from: "#{x}" | false
            from: constant | from: "variable: ssh.timeout" | true
            record: inventory:host.address | record: host.address | false
            format: script | format: code | false
            type: string, format: script | type: integer, format: script | false
            items: string, default | default | false
            items: string, default | items: array, default | false
            default: [a, 'b'] | default: a | false
            arguments: {type: array | callbackParameter: {type: array | false
            exitCode: {type: integer | errorCode: {type: integer | false
            exitCode: {type: integer | "exit-code": {type: integer | false
            """)
    void agreesWithTheReader(String part, String other, boolean valid) throws IOException {
        String text = ManifestSamples.complete();
        assertThat(text).contains(part);
        String changed = text.replace(part, other.replace("\\n", "\n"));

        ManifestResult byReader = new ManifestReader().read(changed.getBytes(StandardCharsets.UTF_8));

        assertThat(byReader instanceof ManifestResult.Valid)
                .as("reader: %s", byReader)
                .isEqualTo(valid);
        List<String> bySchema = bySchema(changed);
        assertThat(bySchema.isEmpty()).as("schema: %s", bySchema).isEqualTo(valid);
    }

    @Test
    void refusesTheSameReservedNames() {
        for (String name : Forms.RESERVED_PLUGINS) {
            assertThat(bySchema(ManifestSamples.MINIMAL.replace("tiny", name))).isNotEmpty();
        }
    }

    private static List<String> bySchema(String text) {
        YamlNode tree = YamlTreeReader.read(text, new Problems()).orElseThrow();
        return SCHEMA.validate(JSON.writeValueAsString(plain(tree)), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static @Nullable Object plain(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return Scalars.value(scalar);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            List<@Nullable Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(plain(item)));
            return items;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        ((YamlNode.Mapping) node).entries().forEach(entry -> fields.put(entry.key(), plain(entry.value())));
        return fields;
    }

    private static Schema schema() {
        try (InputStream stream = ManifestSchemaTests.class.getResourceAsStream("../plugin-manifest.schema.json")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
