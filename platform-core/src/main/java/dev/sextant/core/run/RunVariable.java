package dev.sextant.core.run;

import dev.sextant.core.workflow.VersionVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a run as people see it.
 *
 * @param value null where it is not shown: of a secret, and of what no node takes, since nobody knows whether that is one
 * @param given whether the run was started with it
 * @param nodes the ids of the nodes that take it
 */
record RunVariable(
        String name, @Nullable Object value, boolean given, boolean required, boolean secret, List<String> nodes) {

    /** Those that the version takes, in its order, then those that were given besides. */
    static List<RunVariable> of(List<VersionVariable> taken, Map<String, @Nullable Object> given) {
        var all = new ArrayList<RunVariable>();
        for (VersionVariable one : taken) {
            Object value = one.secret() ? null : given.get(one.name());
            all.add(new RunVariable(
                    one.name(), value, given.containsKey(one.name()), one.required(), one.secret(), one.nodes()));
        }
        given.keySet().stream()
                .filter(name -> taken.stream().noneMatch(one -> one.name().equals(name)))
                .sorted()
                .map(name -> new RunVariable(name, null, true, false, false, List.of()))
                .forEach(all::add);
        return all;
    }
}
