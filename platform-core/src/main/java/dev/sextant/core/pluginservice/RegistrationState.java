package dev.sextant.core.pluginservice;

/** Whether workflows may call a service under one of its names. */
public enum RegistrationState {
    ENABLED,
    DISABLED
}
