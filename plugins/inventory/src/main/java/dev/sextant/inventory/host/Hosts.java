package dev.sextant.inventory.host;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The hosts that are kept. */
interface Hosts extends Repository<HostRow, String>, JpaSpecificationExecutor<HostRow> {

    List<HostRow> findByIdIn(Collection<String> ids);

    List<HostRow> findByNameIn(Collection<String> names);

    List<HostRow> findByAddressIn(Collection<String> addresses);

    List<HostRow> saveAll(Iterable<HostRow> rows);

    void deleteByIdIn(Collection<String> ids);

    void flush();
}
