package dev.sextant.cli;

import java.nio.file.Path;

/** The checkout of Sextant that this command line belongs to; its launcher says where that is. */
final class Checkout {

    private Checkout() {}

    static Path root() {
        return Path.of(System.getProperty("sextant.root", ".")).toAbsolutePath().normalize();
    }
}
