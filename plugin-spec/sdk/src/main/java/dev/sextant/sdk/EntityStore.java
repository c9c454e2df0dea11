package dev.sextant.sdk;

import dev.sextant.contract.wire.EntityQuery;
import java.util.Collection;
import java.util.List;

/**
 * Keeps the records of one entity; declare one bean for each {@link PluginEntity}. What arrives is checked already:
 * attributes exist, values are of their types, required ones are there, and a limit is always set. A refusal is a
 * {@link dev.sextant.contract.problem.ProblemException}, and each call is all or nothing.
 *
 * @param <T> the entity's record
 */
public interface EntityStore<T> {

    /** The entity that it keeps. */
    Class<T> type();

    /** Records in a stable order, after the cursor; secrets are handed out as {@link Secret#kept()} or null. */
    EntityPage<T> query(EntityQuery query);

    /** The records that there are of these ids, in any order. */
    List<EntityRecord<T>> find(Collection<String> ids);

    /** Adds records and gives them ids. */
    List<EntityRecord<T>> create(List<T> values);

    /** Replaces the attributes of records; a secret that is kept stays as it is. The display name given is to be ignored. */
    List<EntityRecord<T>> update(List<EntityRecord<T>> changed);

    /** Removes records; an id that is not there is passed over. */
    void delete(Collection<String> ids);
}
