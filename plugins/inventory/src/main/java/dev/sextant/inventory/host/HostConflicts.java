package dev.sextant.inventory.host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the hosts of a request whose name, or whose address and port, another host has. */
final class HostConflicts {
    private final Hosts hosts;

    HostConflicts(Hosts hosts) {
        this.hosts = hosts;
    }

    /** Refuses the request when there are any; the rows with the given ids are about to be replaced themselves. */
    void refuse(List<Host> wanted, Set<String> replaced) {
        Set<String> names = hosts.findByNameIn(wanted.stream().map(Host::name).toList()).stream()
                .filter(row -> !replaced.contains(row.id()))
                .map(HostRow::name)
                .collect(Collectors.toCollection(HashSet::new));
        Map<String, String> places = new HashMap<>();
        hosts
                .findByAddressIn(wanted.stream()
                        .map(host -> HostAddress.canonical(host.address()))
                        .toList())
                .stream()
                .filter(row -> !replaced.contains(row.id()))
                .forEach(row -> places.put(place(row.address(), row.port()), row.name()));
        HostChecks conflicts = new HostChecks();
        for (int i = 0; i < wanted.size(); i++) {
            check(i, wanted.get(i), names, places, conflicts);
        }
        conflicts.refuseDefects(HostError.HOST_EXISTS);
    }

    private static void check(
            int index, Host host, Set<String> names, Map<String, String> places, HostChecks conflicts) {
        if (!names.add(host.name())) {
            conflicts.defect(index, "name", "another host is called \"%s\"".formatted(host.name()));
        }
        String place = place(HostAddress.canonical(host.address()), host.port());
        String other = places.putIfAbsent(place, host.name());
        if (other != null) {
            conflicts.defect(index, "address", "the host \"%s\" has this address and port".formatted(other));
        }
    }

    private static String place(String address, int port) {
        return address + " " + port;
    }
}
