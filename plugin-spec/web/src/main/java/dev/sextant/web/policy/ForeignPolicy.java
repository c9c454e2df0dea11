package dev.sextant.web.policy;

/**
 * The policy of handlers in a library's class, which cannot carry our annotations; declare it as a bean.
 *
 * @param typeName the class that declares the handler methods
 */
public record ForeignPolicy(String typeName, Policy policy) {}
