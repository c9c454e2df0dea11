package dev.sextant.sdk.entity;

import dev.sextant.sdk.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Secrets in JSON: written as a mark that there is one, read from a plain text or that mark. */
public class SecretModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** The module. */
    public SecretModule() {
        addSerializer(Secret.class, new Writer());
        addDeserializer(Secret.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Secret> {
        Writer() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator generator, SerializationContext context) {
            generator.writeStartObject();
            generator.writeBooleanProperty("set", true);
            generator.writeEndObject();
        }
    }

    private static final class Reader extends StdDeserializer<Secret> {
        Reader() {
            super(Secret.class);
        }

        @Override
        public @Nullable Secret deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode node = context.readTree(parser);
            if (node.isString()) {
                return node.asString().isEmpty() ? null : Secret.of(node.asString());
            }
            return node.path("set").asBoolean(false) ? Secret.kept() : null;
        }
    }
}
