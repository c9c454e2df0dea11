package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.VariableScope;
import dev.sextant.contract.manifest.VariableSpec;
import dev.sextant.contract.manifest.VariableType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** System variables that a package brings. */
final class VariableSection {

    /** What the wild says for the package's own scope. */
    private static final Set<String> OWN = Set.of("plugins", "plugin", "plugin-package");

    private final ElementReader reader;
    private final String plugin;

    VariableSection(ElementReader reader, String plugin) {
        this.reader = reader;
        this.plugin = plugin;
    }

    List<VariableSpec> read() {
        List<VariableSpec> variables = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ElementReader parameter : reader.items("systemParameters", "systemParameter")) {
            String name = parameter.required("name", Forms.VARIABLE, Forms.VARIABLE_HINT);
            VariableScope scope = scope(parameter);
            String value = parameter.optional("defaultValue");
            if (!name.isEmpty() && !seen.add(scope + " " + name)) {
                parameter.ignore("", "The variable '" + name + "' is there twice in its scope; the first holds");
                continue;
            }
            variables.add(new VariableSpec(name, VariableType.STRING, scope, value, null, null));
        }
        return variables;
    }

    private VariableScope scope(ElementReader parameter) {
        String scope = parameter.required("scopeType");
        if (scope.equals("global")) {
            return VariableScope.GLOBAL;
        }
        if (!scope.isEmpty() && !OWN.contains(scope) && !scope.equals(plugin)) {
            parameter.ignore(
                    "scopeType",
                    "The scope " + Findings.quote(scope)
                            + " is another package's; here a package sets only its own variables and global ones");
        }
        return VariableScope.PLUGIN;
    }
}
