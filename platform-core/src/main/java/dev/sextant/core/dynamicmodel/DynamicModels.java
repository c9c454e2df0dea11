package dev.sextant.core.dynamicmodel;

import dev.sextant.contract.manifest.DynamicModel;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.datamodel.DataModel;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.core.gateway.GatewayClient;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import dev.sextant.core.pluginpackage.PackageImages;
import dev.sextant.web.identity.IdentityUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Asks plugins for their data models through the gateway, and keeps what they tell. */
@Component
class DynamicModels {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final PackageImages packages;
    private final DataModel dataModel;
    private final GatewayClient gateway;
    private final Events events;
    private final TransactionTemplate transactions;
    private final JsonMapper json;

    DynamicModels(
            PackageImages packages,
            DataModel dataModel,
            GatewayClient gateway,
            Events events,
            TransactionTemplate transactions,
            JsonMapper json) {
        this.packages = packages;
        this.dataModel = dataModel;
        this.gateway = gateway;
        this.events = events;
        this.transactions = transactions;
        this.json = json;
    }

    /** What came of asking a plugin. */
    record Refreshed(int entities, boolean changed) {}

    boolean isDynamic(String packageId) {
        return packages.find(packageId).manifest().dynamicModel() != null;
    }

    /** Asks the plugin, and keeps its model when it is another one. */
    Refreshed refresh(String packageId, String actor) {
        var found = packages.find(packageId);
        var model = found.manifest().dynamicModel();
        var plugin = found.manifest().name();
        if (model == null) {
            throw new ProblemException(
                    ModelError.MODEL_NOT_DYNAMIC, "%s tells its data model in its manifest".formatted(plugin));
        }
        var entities = ToldModel.read(json, plugin, ask(plugin, model));
        var changed = transactions.execute(status -> keep(packageId, entities, actor));
        return new Refreshed(entities.size(), Boolean.TRUE.equals(changed));
    }

    /** The package is held, so that nothing of one that is being decommissioned is left behind. */
    private boolean keep(String packageId, List<EntitySpec> entities, String actor) {
        LaunchablePackage held = packages.lockRegistered(packageId);
        if (byName(dataModel.ofPackage(packageId)).equals(byName(entities))) {
            return false;
        }
        dataModel.publish(packageId, held.manifest(), entities);
        events.append(NewEvent.of(
                "data-model.changed",
                actor,
                Map.of(
                        "packageId", packageId,
                        "plugin", held.manifest().name(),
                        "entities", entities.size())));
        return true;
    }

    private static Map<String, EntitySpec> byName(List<EntitySpec> entities) {
        return entities.stream().collect(Collectors.toMap(EntitySpec::name, entity -> entity));
    }

    private String ask(String plugin, DynamicModel model) {
        var own = "/" + plugin + "/";
        var path = model.path().startsWith(own) ? model.path() : "/" + plugin + model.path();
        try {
            var response = gateway.send(gateway.bare(model.method().name(), path), LIMIT);
            if (response.statusCode() != OK) {
                throw unreadable(plugin, "%s answers %d".formatted(path, response.statusCode()));
            }
            return Objects.requireNonNull(response.body());
        } catch (IOException | IdentityUnavailableException silent) {
            throw unreadable(plugin, String.valueOf(silent.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unreadable(plugin, "the platform was stopped");
        }
    }

    private static ProblemException unreadable(String plugin, String why) {
        return new ProblemException(
                ModelError.MODEL_UNREADABLE,
                "%s could not be asked for its data model: %s. See that an instance of it is healthy"
                        .formatted(plugin, why));
    }
}
