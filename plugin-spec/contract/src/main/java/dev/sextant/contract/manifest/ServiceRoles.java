package dev.sextant.contract.manifest;

import java.util.List;

/**
 * Who may work with a service, until an administrator says otherwise; nobody is named where the platform's own rules hold.
 *
 * @param manage roles that may configure it
 * @param use roles that may put it into workflows and call it
 */
public record ServiceRoles(List<String> manage, List<String> use) {

    static final ServiceRoles NONE = new ServiceRoles(List.of(), List.of());
}
