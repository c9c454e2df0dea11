package dev.sextant.testkit.input;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.AttributeType;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ParameterFormat;
import dev.sextant.contract.manifest.ParameterType;
import dev.sextant.contract.manifest.ServiceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values that fit a manifest: as few as may be, or wrong in exactly one place. */
public final class Samples {
    private static final String HOST_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFRlc3RraXQgc2FtcGxlIGtleSwgb2Ygbm8gaG9zdA";
    private static final String AN_INSTANT = "2026-01-01T00:00:00Z";

    private final Inputs inputs;
    private final String canary = "canary-" + UUID.randomUUID();

    /** Samples, with what the author tells of his plugin. */
    public Samples(Inputs inputs) {
        this.inputs = inputs;
    }

    /** The value of every secret, which must never be seen again. */
    public String canary() {
        return canary;
    }

    /** Whether the author told with which values a service succeeds. */
    public boolean isTold(ServiceSpec service) {
        return inputs.service(service.name()).good() != null;
    }

    /** What the author tells. */
    public Inputs inputs() {
        return inputs;
    }

    /** The least that a service takes, as far as the manifest tells. */
    public Map<String, @Nullable Object> guessed(ServiceSpec service) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (InputParameter parameter : service.input()) {
            if (parameter.required() && parameter.defaultValue() == null) {
                values.put(parameter.name(), good(parameter));
            }
        }
        return values;
    }

    /** The least that a service takes, with what its author tells. */
    public Map<String, @Nullable Object> good(ServiceSpec service) {
        Map<String, @Nullable Object> values = guessed(service);
        Map<String, @Nullable Object> told = inputs.service(service.name()).good();
        if (told != null) {
            values.putAll(told);
        }
        return values;
    }

    /** Values with which a service is at work for a while; null when the author tells none. */
    public @Nullable Map<String, @Nullable Object> slow(ServiceSpec service) {
        Map<String, @Nullable Object> told = inputs.service(service.name()).slow();
        if (told == null) {
            return null;
        }
        Map<String, @Nullable Object> values = good(service);
        values.putAll(told);
        return values;
    }

    private Object good(InputParameter parameter) {
        if (parameter.secret()) {
            return canary;
        }
        if (!parameter.values().isEmpty()) {
            return parameter.values().getFirst();
        }
        Object value = parameter.type() == ParameterType.STRING ? text(parameter.format()) : value(parameter.type());
        if (parameter.isWithinRange(value)) {
            return value;
        }
        return Objects.requireNonNull(parameter.minimum() == null ? parameter.maximum() : parameter.minimum());
    }

    private static String text(@Nullable ParameterFormat format) {
        if (format == null) {
            return "sample";
        }
        return switch (format.text()) {
            case "duration" -> "PT10S";
            case "script" -> "true\n";
            case "host-key" -> HOST_KEY;
            default -> "sample";
        };
    }

    private static Object value(ParameterType type) {
        return switch (type.text()) {
            case "integer" -> 1;
            case "number" -> 1.5;
            case "boolean" -> true;
            case "instant" -> AN_INSTANT;
            case "array" -> List.of();
            case "object" -> Map.of();
            default -> "sample";
        };
    }

    /** A value that a parameter cannot take. */
    public static Object wrong(InputParameter parameter) {
        return switch (parameter.type().text()) {
            case "array" -> Map.of("wrong", true);
            case "object" -> List.of("wrong");
            default -> Map.of("wrong", List.of(1));
        };
    }

    /** A record that can be written, as far as the manifest tells. */
    public Map<String, @Nullable Object> create(EntitySpec entity) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (AttributeSpec attribute : entity.attributes()) {
            boolean secret = attribute.type() == AttributeType.SECRET;
            if (secret || (attribute.required() && attribute.defaultValue() == null)) {
                values.put(attribute.name(), good(attribute));
            }
        }
        Map<String, @Nullable Object> told = inputs.entity(entity.name()).create();
        if (told != null) {
            values.putAll(told);
        }
        return values;
    }

    /** A value that an attribute can take. */
    public Object good(AttributeSpec attribute) {
        Object one = one(attribute);
        return attribute.many() ? List.of(one) : one;
    }

    private Object one(AttributeSpec attribute) {
        if (!attribute.values().isEmpty()) {
            return attribute.values().getFirst();
        }
        return switch (attribute.type().text()) {
            case "secret" -> canary;
            case "integer" -> 1;
            case "number" -> 1.5;
            case "boolean" -> true;
            case "instant" -> AN_INSTANT;
            case "object" -> Map.of();
            default -> "sample-" + UUID.randomUUID().toString().substring(0, 8);
        };
    }
}
