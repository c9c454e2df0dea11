package dev.sextant.core.plugininstance;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PluginInstances extends Repository<PluginInstance, String> {

    PluginInstance save(PluginInstance added);

    /** At once, so that what counts rows sees it. */
    PluginInstance saveAndFlush(PluginInstance added);

    void delete(PluginInstance gone);

    Optional<PluginInstance> findById(String id);

    @Query("select i.id from PluginInstance i")
    List<String> ids();

    @Query("select i.id from PluginInstance i where i.resourceHostId = :host")
    List<String> idsOn(String host);

    @Query("select distinct i.plugin from PluginInstance i where i.resourceHostId = :host")
    List<String> pluginsOn(String host);

    List<PluginInstance> findByPlugin(String plugin);

    List<PluginInstance> findByUpgradeId(String upgradeId);

    List<PluginInstance> findByPackageIdIn(Collection<String> packageIds);

    List<PluginInstance> findByState(InstanceState state);

    /** The newest first. */
    @Query("""
            select i from PluginInstance i
            where (:after is null or i.id < :after) and (:packageId is null or i.packageId = :packageId)
            and (:plugin is null or i.plugin = :plugin)
            order by i.id desc""")
    List<PluginInstance> page(@Nullable String packageId, @Nullable String plugin, @Nullable String after, Limit limit);
}
