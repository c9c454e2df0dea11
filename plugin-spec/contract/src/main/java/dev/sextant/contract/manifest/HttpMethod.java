package dev.sextant.contract.manifest;

/** How a plugin is called. */
public enum HttpMethod {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
