package dev.sextant.inventory.host;

/** How one signs in to a host. */
enum Authentication {
    KEY,
    PASSWORD
}
