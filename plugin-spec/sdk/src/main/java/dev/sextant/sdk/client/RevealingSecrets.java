package dev.sextant.sdk.client;

import dev.sextant.sdk.Secret;
import dev.sextant.sdk.entity.SecretModule;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Secrets on their way to the plugin that keeps them: a new value goes out, a kept one as the mark that it stays. */
final class RevealingSecrets extends SecretModule {

    private static final long serialVersionUID = 1L;

    RevealingSecrets() {
        addSerializer(Secret.class, new Revealer());
    }

    private static final class Revealer extends StdSerializer<Secret> {
        Revealer() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator generator, SerializationContext context) {
            if (secret.isKept()) {
                generator.writeStartObject();
                generator.writeBooleanProperty("set", true);
                generator.writeEndObject();
            } else {
                generator.writeString(secret.reveal());
            }
        }
    }
}
