package dev.sextant.core.registration;

/**
 * A part of a registration that its service does not take.
 *
 * @param service the service's own name
 * @param registration the name that it is registered under
 * @param part {@code target}, {@code bindings/NAME}, or {@code service} where there is no such service
 * @param message why not
 */
public record Misfit(String service, String registration, String part, String message) {}
