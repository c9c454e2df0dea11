package dev.sextant.contract.manifest;

/** System variables that a plugin brings. */
final class VariableSection {

    private VariableSection() {}

    static VariableSpec read(ObjectReader reader) {
        VariableType type = reader.parsed("type", VariableType::of, VariableType.STRING, "for example string");
        Object value = Defaults.read(reader, Defaults.Kind.of(type));
        if (type == VariableType.SECRET && value != null) {
            reader.error("default", "A secret has no default; remove it, an administrator sets the value");
        }
        return new VariableSpec(
                reader.text("name", Forms.VARIABLE, Forms.VARIABLE_HINT),
                type,
                reader.parsedOr("scope", VariableScope::of, VariableScope.PLUGIN),
                value,
                LocalizedSection.optionalTitle(reader, "title"),
                LocalizedSection.optionalProse(reader, "help"));
    }
}
