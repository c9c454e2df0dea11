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

    void delete(PluginInstance gone);

    Optional<PluginInstance> findById(String id);

    @Query("select i.id from PluginInstance i")
    List<String> ids();

    List<PluginInstance> findByPlugin(String plugin);

    List<PluginInstance> findByPackageIdIn(Collection<String> packageIds);

    List<PluginInstance> findByState(InstanceState state);

    /** The newest first. */
    @Query("""
            select i from PluginInstance i
            where (:after is null or i.id < :after) and (:packageId is null or i.packageId = :packageId)
            order by i.id desc""")
    List<PluginInstance> page(@Nullable String packageId, @Nullable String after, Limit limit);
}
