package dev.sextant.auth.start;

import dev.sextant.auth.AuthServerApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A process that ends in the middle of its first start as kill -9 would end it: nothing is closed, no hook runs. */
final class KilledStart {
    static final int STATUS = 137;

    private KilledStart() {}

    public static void main(String[] arguments) {
        EndedStart killed = new EndedStart(
                Integer.parseInt(arguments[1]), () -> Runtime.getRuntime().halt(STATUS));
        new SpringApplicationBuilder(AuthServerApplication.class)
                .initializers(killed)
                .run("--sextant.home=" + arguments[0], "--server.port=0");
    }
}
