package dev.sextant.core.pluginpackage;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PluginPackages extends Repository<PluginPackage, String> {

    PluginPackage save(PluginPackage added);

    void delete(PluginPackage gone);

    Optional<PluginPackage> findById(String id);

    /** Holds the row until the transaction ends, so that launch, decommission and delete exclude each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from PluginPackage p where p.id = :id")
    Optional<PluginPackage> lock(String id);

    Optional<PluginPackage> findFirstByDigest(String digest);

    boolean existsByNameAndVersion(String name, String version);

    boolean existsByImageId(String imageId);

    boolean existsByObjectKey(String objectKey);

    List<PluginPackage> findByState(PackageState state);

    List<PluginPackage> findByNameAndState(String name, PackageState state);

    /** The newest first. */
    @Query("""
            select p from PluginPackage p
            where (:after is null or p.id < :after) and (:state is null or p.state = :state)
            and locate(:search, p.searchText) > 0
            order by p.id desc""")
    List<PluginPackage> page(String search, @Nullable PackageState state, @Nullable String after, Limit limit);
}
