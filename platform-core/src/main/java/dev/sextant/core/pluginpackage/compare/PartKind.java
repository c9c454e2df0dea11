package dev.sextant.core.pluginpackage.compare;

/** What a plugin brings or asks for beside its services. */
public enum PartKind {
    CAPABILITY,
    PERMISSION,
    EGRESS,
    EVENT,
    CONTAINER,
    MEMORY,
    CPU,
    PORT,
    VOLUME,
    ENVIRONMENT,
    DATABASE,
    BUCKET,
    ROLE,
    MENU,
    VARIABLE,
    UI,
    ENTITY,
    ATTRIBUTE,
    DYNAMIC_MODEL,
    REQUIREMENT
}
