package dev.sextant.core.resource.database;

import dev.sextant.contract.manifest.DatabaseSpec;
import dev.sextant.contract.problem.ErrorType;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.HostAccess;
import dev.sextant.core.resource.PackageScripts;
import dev.sextant.core.resource.ResourceError;
import dev.sextant.core.resource.ResourceHosts;
import dev.sextant.core.resource.ResourceItem;
import dev.sextant.core.resource.ResourceItem.State;
import dev.sextant.core.resource.ResourceItems;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings a plugin's schema where it should be, one state at a time under the server's own lock, which ends with whoever held it: what
 * an interrupted attempt has left is found by its state.
 */
@Component
public class DatabaseLayout {
    private final ResourceHosts hosts;
    private final ResourceItems items;
    private final DatabaseConnections connections;
    private final ScriptRunner scripts;
    private final SchemaCopy copies;

    DatabaseLayout(
            ResourceHosts hosts,
            ResourceItems items,
            DatabaseConnections connections,
            ScriptRunner scripts,
            SchemaCopy copies) {
        this.hosts = hosts;
        this.items = items;
        this.connections = connections;
        this.scripts = scripts;
        this.copies = copies;
    }

    /**
     * What a schema should be.
     *
     * @param version the version of the package
     * @param spec what its manifest says
     * @param scripts its files
     */
    public record Wish(String version, DatabaseSpec spec, PackageScripts scripts) {}

    /** Makes the schema, or brings it up to the package's version. */
    public void bring(String itemId, Wish wish) {
        work(itemId, work -> {
            while (!work.step(wish)) {
                work.again();
            }
        });
    }

    /** Ends what nobody goes on with: what no plugin uses yet goes, what was being upgraded becomes what it was. */
    public void tidy(String itemId) {
        work(itemId, Work::tidy);
    }

    /** Removes the schema and its user. */
    public void drop(String itemId) {
        work(itemId, work -> {
            work.moveIfNeeded(State.DROPPING);
            work.drop();
        });
    }

    private void work(String itemId, Consumer<Work> what) {
        var item = items.find(itemId).orElse(null);
        if (item == null) {
            return;
        }
        var access = hosts.access(item.hostId());
        try (var server = connections.patient(access)) {
            if (!server.lock("sextant:" + item.id())) {
                throw new ProblemException(
                        ResourceError.RESOURCE_BUSY,
                        "The schema %s is being worked on; it is tried again".formatted(item.itemName()));
            }
            items.find(itemId).ifPresent(current -> what.accept(new Work(server, access, current)));
        } catch (ProblemException problem) {
            items.failed(item, problem.detail());
            throw problem;
        }
    }

    /** One holder of the lock, and what it works on. */
    private final class Work {
        private final DatabaseServer server;
        private final HostAccess access;
        private ResourceItem item;

        Work(DatabaseServer server, HostAccess access, ResourceItem item) {
            this.server = server;
            this.access = access;
            this.item = item;
        }

        void again() {
            item = items.find(item.id()).orElseThrow(this::gone);
        }

        /** Whether the schema is as it should be. */
        boolean step(Wish wish) {
            switch (item.state()) {
                case RESERVED -> claim();
                case CREATING -> create(wish);
                case UPGRADING -> bringBack();
                case DROPPING -> throw gone();
                case READY -> {
                    return isUpToDate(wish) || upgrade(wish);
                }
            }
            return false;
        }

        void tidy() {
            switch (item.state()) {
                case RESERVED -> items.delete(item);
                case CREATING, DROPPING -> drop();
                case UPGRADING -> bringBack();
                case READY -> dropCopy();
            }
        }

        private void claim() {
            if (server.taken(item.itemName(), item.userName())) {
                items.delete(item);
                throw new ProblemException(
                        ResourceError.DATABASE_TAKEN,
                        "%s cannot have the schema '%s': a schema or user of that name, which is not the platform's, is on the server already. Remove or rename it there, or drain this host."
                                .formatted(item.plugin(), item.itemName()));
            }
            move(State.CREATING, null);
        }

        private void create(Wish wish) {
            server.dropUser(item.userName());
            server.dropSchema(item.itemName());
            server.createSchema(item.itemName());
            server.createUser(item.userName(), items.secret(item), item.itemName());
            var init = wish.spec().init();
            if (init != null) {
                try {
                    scripts.init(access, user(), init, wish.scripts().read(init, SqlScript.MOST_BYTES));
                } catch (ProblemException failed) {
                    if (failed.code().type() == ErrorType.INVALID) {
                        drop();
                    }
                    throw failed;
                }
            }
            move(State.READY, wish.version());
        }

        private boolean isUpToDate(Wish wish) {
            var installed = item.version();
            return installed == null || ScriptVersion.of(wish.version()).compareTo(ScriptVersion.of(installed)) <= 0;
        }

        private boolean upgrade(Wish wish) {
            var file = wish.spec().upgrade();
            var installed = String.valueOf(item.version());
            if (file != null) {
                var text = wish.scripts().read(file, SqlScript.MOST_BYTES);
                items.copied(item, true);
                copies.take(server, item.itemName());
                move(State.UPGRADING, installed);
                again();
                try {
                    scripts.upgrade(access, user(), installed, file, text);
                } catch (ProblemException failed) {
                    bringBack();
                    throw failed;
                }
            }
            move(State.READY, wish.version());
            dropCopy();
            return true;
        }

        private void bringBack() {
            copies.bringBack(server, access, user());
            move(State.READY, item.version());
            dropCopy();
        }

        private void dropCopy() {
            copies.drop(server, item.itemName());
            items.copied(item, false);
        }

        private void drop() {
            server.dropUser(item.userName());
            server.dropSchema(item.itemName());
            copies.drop(server, item.itemName());
            items.delete(item);
        }

        void moveIfNeeded(State next) {
            if (item.state() != next) {
                move(next, item.version());
            }
        }

        private void move(State next, @Nullable String version) {
            if (!items.move(item, next, version)) {
                throw new ProblemException(
                        ResourceError.RESOURCE_BUSY,
                        "The schema %s was changed by somebody else meanwhile".formatted(item.itemName()));
            }
        }

        private SchemaUser user() {
            return new SchemaUser(item.itemName(), item.userName(), items.secret(item));
        }

        private ProblemException gone() {
            return new ProblemException(
                    ResourceError.RESOURCE_BUSY,
                    "The schema %s is being removed; launch the plugin again afterwards".formatted(item.itemName()));
        }
    }
}
