package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open ways from plugins' networks to what is theirs; they are noted, and opened again after a start of the core. */
@Component
class PluginLinks implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(PluginLinks.class);

    private final JdbcClient database;
    private final ResourceItems items;
    private final ResourceHosts hosts;
    private final Map<Place, Link> links = new ConcurrentHashMap<>();

    PluginLinks(JdbcClient database, ResourceItems items, ResourceHosts hosts) {
        this.database = database;
        this.items = items;
        this.hosts = hosts;
    }

    /** Where a way begins. */
    record Place(String itemId, String address, int port) {
        HostAddress inNetwork() {
            return new HostAddress(address, port);
        }
    }

    /**
     * Opens the way to an item from the network in which this machine has that address.
     *
     * @return where the containers find it; the item's own place when the network is not of this machine
     */
    HostAddress open(ResourceItem item, String address) {
        var target = hosts.access(item.hostId()).endpoint();
        var noted = noted(item.id());
        // A network that was made anew has another address.
        noted.filter(place -> !place.address().equals(address)).ifPresent(this::strike);
        return network(address)
                .map(network -> noted.filter(place -> place.address().equals(address))
                        .map(place -> at(place, ensure(place, network, target)))
                        .orElseGet(() -> begin(item, network, target)))
                .orElse(target);
    }

    /** Where the plugin's containers find the item. */
    HostAddress place(ResourceItem item) {
        return noted(item.id())
                .map(Place::inNetwork)
                .orElseGet(() -> hosts.access(item.hostId()).endpoint());
    }

    private HostAddress begin(ResourceItem item, InterfaceAddress network, HostAddress target) {
        var address = network.getAddress().getHostAddress();
        var link = listen(network, new Place(item.id(), address, 0), target);
        var place = new Place(item.id(), address, link.port());
        try {
            // Noted first: what is open and not noted is closed.
            database.sql("insert into resource_link (item_id, address, port) values (?, ?, ?)")
                    .params(place.itemId(), place.address(), place.port())
                    .update();
        } catch (DuplicateKeyException another) {
            closeQuietly(link);
            return open(item, address);
        }
        links.put(place, link);
        return place.inNetwork();
    }

    private void strike(Place place) {
        database.sql("delete from resource_link where item_id = ? and address = ?")
                .params(place.itemId(), place.address())
                .update();
        var link = links.get(place);
        if (link != null) {
            close(place, link);
        }
    }

    private static HostAddress at(Place place, Link link) {
        return new HostAddress(place.address(), link.port());
    }

    /** Opens what is noted and not open, where its network is there; closes what is no longer noted. */
    void restore() {
        var noted = database.sql("select item_id, address, port from resource_link order by item_id limit 10000")
                .query((row, number) -> new Place(row.getString(1), row.getString(2), row.getInt(3)))
                .list();
        links.forEach((place, link) -> {
            if (!noted.contains(place)) {
                close(place, link);
            }
        });
        for (var place : noted) {
            try {
                items.find(place.itemId())
                        .ifPresent(item -> network(place.address())
                                .ifPresent(network -> ensure(
                                        place,
                                        network,
                                        hosts.access(item.hostId()).endpoint())));
            } catch (RuntimeException failed) {
                LOG.warn("The way to {} is not open: {}; trying again", place, failed.getMessage());
            }
        }
    }

    @Override
    public void destroy() {
        links.forEach(this::close);
    }

    private Link ensure(Place place, InterfaceAddress network, HostAddress target) {
        return links.compute(place, (key, there) -> {
            if (there != null && there.isOpen() && there.target().equals(target)) {
                return there;
            }
            if (there != null) {
                closeQuietly(there);
            }
            return listen(network, place, target);
        });
    }

    private static Link listen(InterfaceAddress network, Place place, HostAddress target) {
        try {
            return Link.open(network, place.port(), target);
        } catch (IOException failed) {
            throw new ProblemException(
                    ResourceError.LINK_FAILED,
                    "This machine cannot listen on %s:%d: %s; it is tried again"
                            .formatted(place.address(), place.port(), failed.getMessage()),
                    failed);
        }
    }

    private Optional<Place> noted(String itemId) {
        return database.sql("select item_id, address, port from resource_link where item_id = ?")
                .param(itemId)
                .query((row, number) -> new Place(row.getString(1), row.getString(2), row.getInt(3)))
                .optional();
    }

    private static Optional<InterfaceAddress> network(String address) {
        try {
            var wanted = InetAddress.ofLiteral(address);
            var here = NetworkInterface.getByInetAddress(wanted);
            return here == null
                    ? Optional.empty()
                    : here.getInterfaceAddresses().stream()
                            .filter(one -> one.getAddress().equals(wanted))
                            .findFirst();
        } catch (SocketException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private void close(Place place, Link link) {
        links.remove(place, link);
        closeQuietly(link);
    }

    private static void closeQuietly(Link link) {
        try {
            link.close();
        } catch (IOException gone) {
            LOG.trace("Already closed", gone);
        }
    }
}
