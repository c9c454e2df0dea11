package dev.sextant.core.plugininstance;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PluginUpgrades extends Repository<PluginUpgrade, String> {

    PluginUpgrade save(PluginUpgrade added);

    Optional<PluginUpgrade> findById(String id);

    /** Holds the row until the transaction ends: one step at a time, whoever takes it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from PluginUpgrade u where u.id = :id")
    Optional<PluginUpgrade> lock(String id);

    @Query("select u.id from PluginUpgrade u where u.activePlugin is not null order by u.id")
    List<String> active();

    boolean existsByActivePlugin(String plugin);

    /** The newest first. */
    @Query("""
            select u from PluginUpgrade u
            where (:after is null or u.id < :after) and (:plugin is null or u.plugin = :plugin)
            order by u.id desc""")
    List<PluginUpgrade> page(@Nullable String plugin, @Nullable String after, Limit limit);
}
