package dev.sextant.contract.manifest;

/** Whether a service answers with its outcomes, or accepts and calls back. Manifests write it in lower case. */
public enum ServiceMode {
    SYNC,
    ASYNC
}
