package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.ListSeal;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.core.trust.KeyUse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of packages beside their rows: their seals, their contents, and every version that was ever here. */
@Component
class PackageProvenance implements KeyUse {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient database;

    PackageProvenance(JdbcClient database) {
        this.database = database;
    }

    /** Notes a package that is being entered, in the same transaction. */
    void note(PluginPackage added, @Nullable ListSeal seal, PackageNotes notes, Instant now) {
        noteVersion(added.name(), added.version().toString(), now);
        if (seal != null && seal.signature() != null) {
            database.sql("insert into package_seal (package_id, list, signature) values (?, ?, ?)")
                    .params(added.id(), text(seal.list()), text(seal.signature().write()))
                    .update();
        }
        database.sql("insert into package_notes (package_id, notes) values (?, ?)")
                .params(added.id(), JSON.writeValueAsString(notes))
                .update();
    }

    /** What reading the package's manifest came to; nothing of one that was uploaded before that was kept. */
    PackageNotes notes(String packageId) {
        return database.sql("select notes from package_notes where package_id = ?")
                .param(packageId)
                .query((row, number) -> JSON.readValue(row.getString("notes"), PackageNotes.class))
                .optional()
                .orElse(PackageNotes.NONE);
    }

    /** Notes what an archive holds; it never changes, so that twice is once. */
    void noteContent(String packageId, PackageContent content) {
        try {
            database.sql("insert into package_content (package_id, content) values (?, ?)")
                    .params(packageId, JSON.writeValueAsString(content))
                    .update();
        } catch (DuplicateKeyException another) {
            // Somebody else has read the same archive meanwhile.
        }
    }

    /** What the archive holds; nothing of one that was uploaded before that was kept. */
    Optional<PackageContent> content(String packageId) {
        return database.sql("select content from package_content where package_id = ?")
                .param(packageId)
                .query((row, number) -> JSON.readValue(row.getString("content"), PackageContent.class))
                .optional();
    }

    Optional<ListSeal> seal(String packageId) {
        return database.sql("select list, signature from package_seal where package_id = ?")
                .param(packageId)
                .query((row, number) -> ListSeal.of(bytes(row.getString("list")), bytes(row.getString("signature"))))
                .optional();
    }

    /** Forgets a package that is being deleted; that its version was here is not forgotten. */
    void forget(String packageId) {
        database.sql("delete from package_seal where package_id = ?")
                .param(packageId)
                .update();
        database.sql("delete from package_content where package_id = ?")
                .param(packageId)
                .update();
        database.sql("delete from package_notes where package_id = ?")
                .param(packageId)
                .update();
    }

    /** The highest version that was ever here of each of these plugins. */
    Map<String, SemanticVersion> highest(Collection<String> plugins) {
        if (plugins.isEmpty()) {
            return Map.of();
        }
        return database
                .sql("select plugin, version from seen_version where plugin in (:plugins)")
                .param("plugins", plugins)
                .query((row, number) ->
                        Map.entry(row.getString("plugin"), SemanticVersion.of(row.getString("version"))))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, other) -> one.compareTo(other) < 0 ? other : one));
    }

    @Override
    public Map<String, Integer> of(Collection<String> keyIds) {
        if (keyIds.isEmpty()) {
            return Map.of();
        }
        return database
                .sql("select signer, count(*) as packages from plugin_package where signer in (:keys) group by signer")
                .param("keys", keyIds)
                .query((row, number) -> Map.entry(row.getString("signer"), row.getInt("packages")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void noteVersion(String plugin, String version, Instant now) {
        var known = database.sql("select count(*) from seen_version where plugin = ? and version = ?")
                .params(plugin, version)
                .query(Integer.class)
                .single();
        if (known == 0) {
            database.sql("insert into seen_version (plugin, version, seen_at) values (?, ?, ?)")
                    .params(plugin, version, Timestamp.from(now))
                    .update();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }
}
