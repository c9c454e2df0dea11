package dev.sextant.sdk.sample;

import dev.sextant.contract.Ids;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.sdk.EntityPage;
import dev.sextant.sdk.EntityRecord;
import dev.sextant.sdk.EntityStore;
import dev.sextant.sdk.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Keeps guests in memory, with their passwords beside them. */
@Component
public class Guests implements EntityStore<Guest> {

    /** The passwords by id. */
    public final Map<String, String> passwords = new LinkedHashMap<>();

    private final Map<String, Guest> guests = new LinkedHashMap<>();

    @Override
    public Class<Guest> type() {
        return Guest.class;
    }

    @Override
    public EntityPage<Guest> query(EntityQuery query) {
        List<EntityRecord<Guest>> all = find(guests.keySet());
        int from = query.after() == null ? 0 : Integer.parseInt(query.after());
        int to = Math.min(all.size(), from + Objects.requireNonNull(query.limit()));
        return new EntityPage<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    @Override
    public List<EntityRecord<Guest>> find(Collection<String> ids) {
        return guests.entrySet().stream()
                .filter(entry -> ids.contains(entry.getKey()))
                .map(entry ->
                        new EntityRecord<>(entry.getKey(), entry.getValue().name(), entry.getValue()))
                .toList();
    }

    @Override
    public List<EntityRecord<Guest>> create(List<Guest> values) {
        List<String> ids = new ArrayList<>();
        values.forEach(value -> ids.add(put(Ids.next(), value)));
        return find(ids);
    }

    @Override
    public List<EntityRecord<Guest>> update(List<EntityRecord<Guest>> changed) {
        return find(changed.stream().map(each -> put(each.id(), each.value())).toList());
    }

    @Override
    public void delete(Collection<String> ids) {
        guests.keySet().removeAll(ids);
    }

    /** The ids of all. */
    public List<String> ids() {
        return List.copyOf(guests.keySet());
    }

    private String put(String id, Guest guest) {
        if (!guest.password().isKept()) {
            passwords.put(id, guest.password().reveal());
        }
        guests.put(id, new Guest(guest.name(), guest.room(), guest.kind(), Secret.kept(), guest.tags(), guest.note()));
        return id;
    }
}
