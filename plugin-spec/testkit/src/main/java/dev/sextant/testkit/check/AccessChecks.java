package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.testkit.CheckGroup;
import dev.sextant.testkit.platform.TokenMint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nobody but the platform comes in, and each only as far as his permissions go. */
final class AccessChecks {
    private static final String MEND =
            "Verify the token before anything else: ES256 by a key of /auth/v1/keys, issuer sextant, exactly one audience, the "
                    + "plugin's name, not expired; answer 401 otherwise. The Java SDK and the kits of other languages do it";
    private static final int SHOWN = 3;

    private final Session session;
    private final List<Session.Call> refused = new ArrayList<>();

    AccessChecks(Session session) {
        this.session = session;
    }

    /** A place that is not open, and what opens it. */
    private record Door(
            String method,
            String path,
            String verb,
            @Nullable Object body) {}

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (TokenMint.Forgery forgery : session.platform().tokens().forgeries(plugin(), plugin() + ":invoke")) {
            checks.add(Check.of(
                            CheckGroup.ACCESS,
                            "access.token",
                            "A request with " + forgery.name() + " is answered 401 on every path",
                            MEND,
                            () -> refuses(forgery.name(), forgery.token(), 401))
                    .on(forgery.name()));
        }
        checks.add(Check.of(
                CheckGroup.ACCESS,
                "access.permission",
                "A good token without the permission is answered 403",
                "Services need <plugin>:invoke, reads of entities <plugin>:read, writes <plugin>:manage; answer 403 without",
                () -> refuses(
                        "a token without permissions",
                        session.platform().tokens().forPlugin(plugin(), "another:read"),
                        403)));
        checks.add(Check.of(
                CheckGroup.ACCESS,
                "access.no-effect",
                "A refused request leaves nothing behind: the attempt is unknown and nothing is told of it",
                "Check the token before the request is stored or worked on",
                this::nothingHappened));
        return checks;
    }

    private String plugin() {
        return session.manifest().name();
    }

    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        for (ServiceSpec service : session.manifest().services()) {
            Session.Call call = session.call(service, List.of(session.samples().good(service)));
            refused.add(call);
            doors.add(new Door("POST", service.path(), "invoke", call.body()));
            if (service.cancel() != null) {
                doors.add(new Door("POST", service.cancel(), "invoke", Map.of("requestId", call.id())));
            }
            if (service.invocations() != null) {
                doors.add(new Door("GET", service.invocations() + "/" + call.id(), "invoke", null));
            }
        }
        for (EntitySpec entity : session.manifest().entities()) {
            String path = "/" + plugin() + "/entities/" + entity.name();
            doors.add(new Door("POST", path + "/query", "read", Map.of("additionalFilters", List.of())));
            doors.add(new Door(
                    "POST",
                    path + "/create",
                    "manage",
                    List.of(session.samples().create(entity))));
        }
        return doors;
    }

    private void refuses(String what, @Nullable String token, int status)
            throws Deviation, NotApplicable, IOException, InterruptedException {
        List<Door> doors = doors();
        if (doors.isEmpty()) {
            throw new NotApplicable("The plugin has neither services nor entities");
        }
        List<String> open = new ArrayList<>();
        for (Door door : doors) {
            Object body = door.body();
            Exchange answer = body == null
                    ? session.client().get(door.path(), token)
                    : session.client().post(door.path(), token, null, body);
            // A plugin that does not offer writes may say so first.
            boolean absent = door.verb().equals("manage") && (answer.status() == 404 || answer.status() == 405);
            if (answer.status() != status && !absent) {
                open.add(answer.seen());
            }
        }
        if (!open.isEmpty()) {
            throw new Deviation("With " + what + ": "
                    + String.join("; ", open.subList(0, Math.min(SHOWN, open.size())))
                    + (open.size() > SHOWN ? "; and " + (open.size() - SHOWN) + " more" : ""));
        }
    }

    private void nothingHappened() throws Deviation, NotApplicable, IOException, InterruptedException {
        if (refused.isEmpty()) {
            throw new NotApplicable("The plugin has no services");
        }
        for (Session.Call call : refused) {
            if (call.attempt().isTouched()) {
                throw new Deviation("The plugin reported on " + call.id() + ", which it had refused");
            }
            String path = call.service().invocations();
            if (path != null) {
                Exchange known = session.client().get(path + "/" + call.id(), session.invokeToken());
                if (known.isSuccess()) {
                    throw new Deviation(known.seen() + " though the request was to be refused");
                }
            }
        }
    }
}
