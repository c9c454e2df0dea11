package dev.sextant.core.registration;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.datamodel.DataModel;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.core.pluginservice.RegistrationKey;
import dev.sextant.core.pluginservice.RegistrationState;
import dev.sextant.core.pluginservice.ServiceRegistration;
import dev.sextant.core.pluginservice.ServiceRegistrations;
import dev.sextant.core.workflow.CallingVersion;
import dev.sextant.web.edit.IfMatch;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do to registrations; each is one transaction that begins by holding the registration's row. */
@Component
class RegistrationEdits {
    private static final int MOST_NAMES = 50;

    private final ServiceRegistrations registrations;
    private final PluginServices services;
    private final RegistrationCallers callers;
    private final DataModel model;
    private final Events events;
    private final InstantSource clock;

    RegistrationEdits(
            ServiceRegistrations registrations,
            PluginServices services,
            RegistrationCallers callers,
            DataModel model,
            Events events,
            InstantSource clock) {
        this.registrations = registrations;
        this.services = services;
        this.callers = callers;
        this.model = model;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    RegisteredService find(String id) {
        return registrations.find(id).flatMap(this::registered).orElseThrow(() -> notFound(id));
    }

    /** Registers a service under a further name, with the settings that it has under another one. */
    @Transactional
    RegisteredService copy(String source, String name, String actor) {
        var original = lock(source);
        var copy = original.registration().copy(original.key().as(name), clock.instant(), actor);
        checkName(copy.key());
        try {
            registrations.insert(copy);
        } catch (DuplicateKeyException taken) {
            throw exists(copy.key());
        }
        tell("registration.created", copy, actor, Map.of("copyOf", source));
        return new RegisteredService(copy, original.service());
    }

    @Transactional
    RegisteredService change(String id, IfMatch seen, RegistrationDraft draft, String actor) {
        var before = lock(id);
        seen.require(before.registration().revision());
        var fit = new Fit(before.service().spec());
        var after = draft.over(before.registration(), fit, model, new Signature(clock.instant(), actor));
        return stored(before, after, "registration.changed", actor, Map.of());
    }

    @Transactional
    RegisteredService enable(String id, String actor) {
        var before = lock(id);
        require(before.registration(), RegistrationState.DISABLED, "enabled");
        return moved(before, RegistrationState.ENABLED, "registration.enabled", actor, Map.of());
    }

    /** Lets nobody call the service under this name; {@code confirmed} says that the workflows that do so were seen. */
    @Transactional
    RegisteredService disable(String id, @Nullable String confirmed, String actor) {
        var before = lock(id);
        require(before.registration(), RegistrationState.ENABLED, "disabled");
        var hit = callers.checkLeaving(before.key(), confirmed);
        var affected = Map.of(
                "workflowCount",
                hit.workflowCount(),
                "workflows",
                hit.workflows().stream().map(CallingVersion::versionId).toList());
        return moved(before, RegistrationState.DISABLED, "registration.disabled", actor, affected);
    }

    @Transactional
    void delete(String id, IfMatch seen, String actor) {
        var found = lock(id).registration();
        seen.require(found.revision());
        if (found.key().isStandard()) {
            throw new ProblemException(
                    RegistrationError.REGISTRATION_STANDARD,
                    "%s stays as long as its package; disable it instead"
                            .formatted(found.key().label()));
        }
        require(found, RegistrationState.DISABLED, "deleted");
        registrations.delete(found.key());
        tell("registration.deleted", found, actor, Map.of());
    }

    private RegisteredService lock(String id) {
        return registrations.lock(id).flatMap(this::registered).orElseThrow(() -> notFound(id));
    }

    private Optional<RegisteredService> registered(ServiceRegistration found) {
        var serviceId = found.key().serviceId();
        return Optional.ofNullable(services.registered(List.of(serviceId)).get(serviceId))
                .map(service -> new RegisteredService(found, service));
    }

    private RegisteredService moved(
            RegisteredService before, RegistrationState to, String event, String actor, Map<String, ?> more) {
        return stored(before, before.registration().in(to, clock.instant(), actor), event, actor, more);
    }

    private RegisteredService stored(
            RegisteredService before, ServiceRegistration after, String event, String actor, Map<String, ?> more) {
        if (!registrations.update(after)) {
            throw new IllegalStateException(after.key().id() + " has changed though it is held");
        }
        tell(event, after, actor, more);
        return new RegisteredService(after, before.service());
    }

    private void checkName(RegistrationKey wanted) {
        var names = registrations.ofPlugin(wanted.plugin()).stream()
                .map(ServiceRegistration::key)
                .filter(key -> key.serviceId().equals(wanted.serviceId()))
                .map(RegistrationKey::name)
                .toList();
        if (names.stream().anyMatch(wanted.name()::equalsIgnoreCase)) {
            throw exists(wanted);
        }
        if (names.size() >= MOST_NAMES) {
            throw new ProblemException(
                    RegistrationError.TOO_MANY_REGISTRATIONS,
                    "%s has %d names; delete one first".formatted(wanted.serviceId(), names.size()));
        }
    }

    private static void require(ServiceRegistration found, RegistrationState wanted, String verb) {
        if (found.state() != wanted) {
            throw new ProblemException(
                    RegistrationError.REGISTRATION_STATE,
                    "%s is %s; only one that is %s is %s".formatted(found.key().label(), found.state(), wanted, verb));
        }
    }

    private void tell(String type, ServiceRegistration subject, String actor, Map<String, ?> more) {
        var key = subject.key();
        var data = new LinkedHashMap<String, Object>();
        data.put("registrationId", key.id());
        data.put("plugin", key.plugin());
        data.put("version", key.version());
        data.put("service", key.service());
        data.put("name", key.name());
        more.forEach((name, value) -> data.put(name, Objects.requireNonNull(value)));
        events.append(NewEvent.of(type, actor, data));
    }

    private static ProblemException exists(RegistrationKey key) {
        return new ProblemException(
                RegistrationError.REGISTRATION_EXISTS,
                "%s is registered as '%s' already; choose another name".formatted(key.serviceId(), key.name()));
    }

    private static ProblemException notFound(String id) {
        return new ProblemException(
                RegistrationError.REGISTRATION_NOT_FOUND,
                "No registered plugin has the service registration '%s'".formatted(id));
    }
}
