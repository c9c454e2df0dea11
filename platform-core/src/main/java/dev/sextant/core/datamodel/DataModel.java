package dev.sextant.core.datamodel;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.SemanticVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The data model: the entities of each plugin in its highest registered version. */
@Component
public class DataModel {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS = "select package_id, plugin, version, format, spec from data_entity ";
    private static final BinaryOperator<DataEntity> NEWEST =
            BinaryOperator.maxBy(Comparator.comparing(entity -> SemanticVersion.of(entity.version())));

    private final JdbcClient database;

    DataModel(JdbcClient database) {
        this.database = database;
    }

    /** Enters the entities of a package that is being registered. */
    @Transactional
    public void publish(String packageId, PluginManifest manifest) {
        publish(packageId, manifest, manifest.entities());
    }

    /** Enters the entities that a package has now, in place of those that it had. */
    @Transactional
    public void publish(String packageId, PluginManifest manifest, List<EntitySpec> entities) {
        withdraw(packageId);
        var version = manifest.version().toString();
        for (var entity : entities) {
            database.sql(
                            "insert into data_entity (id, package_id, plugin, name, version, format, spec) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            manifest.name() + ":" + entity.name() + "@" + version,
                            packageId,
                            manifest.name(),
                            entity.name(),
                            version,
                            manifest.format().text(),
                            JSON.writeValueAsString(entity))
                    .update();
        }
    }

    /** Removes the entities of a package that is being decommissioned or deleted. */
    @Transactional
    public void withdraw(String packageId) {
        database.sql("delete from data_entity where package_id = ?")
                .param(packageId)
                .update();
    }

    /** All entities, by plugin and name. */
    @Transactional(readOnly = true)
    public List<DataEntity> entities() {
        var newest = new TreeMap<String, DataEntity>();
        database.sql(COLUMNS).query(DataModel::entity).stream()
                .forEach(entity -> newest.merge(entity.fullName().toString(), entity, NEWEST));
        return List.copyOf(newest.values());
    }

    /** One entity, such as {@code inventory:host}. */
    @Transactional(readOnly = true)
    public Optional<DataEntity> find(EntityName name) {
        return database
                .sql(COLUMNS + "where plugin = ? and name = ?")
                .params(name.plugin(), name.entity())
                .query(DataModel::entity)
                .stream()
                .reduce(NEWEST);
    }

    /** The entities of one package, as they were last published. */
    @Transactional(readOnly = true)
    public List<EntitySpec> ofPackage(String packageId) {
        return database
                .sql(COLUMNS + "where package_id = ? order by name")
                .param(packageId)
                .query(DataModel::entity)
                .stream()
                .map(DataEntity::spec)
                .toList();
    }

    private static DataEntity entity(ResultSet row, int number) throws SQLException {
        return new DataEntity(
                row.getString("package_id"),
                row.getString("plugin"),
                row.getString("version"),
                ManifestFormat.of(row.getString("format")),
                JSON.readValue(row.getString("spec"), EntitySpec.class));
    }
}
