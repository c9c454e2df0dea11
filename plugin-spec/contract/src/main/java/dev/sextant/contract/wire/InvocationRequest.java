package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a plugin service for a list of records; travels with {@code Idempotency-Key: <requestId>}.
 *
 * <p>Fields that this version does not know are passed over, so that a plugin outlives the core it was built with.
 *
 * @param requestId names the attempt: the same id is the same attempt
 * @param operator subject of whoever started the run
 * @param serviceName name of the service in the manifest
 * @param servicePath path of the service in the manifest
 * @param attempt counts from 1
 * @param entityInstances the records, in the order of the inputs; empty for a service without a target entity
 * @param inputs one object per record: its {@code callbackParameter} and the parameters by name
 * @param dueDate when people expect the end
 * @param allowedOptions the branches a human task may choose
 * @param timeout how long the attempt may take
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record InvocationRequest(
        String requestId,
        @Nullable String operator,
        String serviceName,
        @Nullable String servicePath,
        int attempt,
        List<EntityInstance> entityInstances,
        List<Map<String, @Nullable Object>> inputs,
        @Nullable Instant dueDate,
        List<String> allowedOptions,
        @Nullable Duration timeout) {

    /** Name of the field of an input that names its record. */
    public static final String CALLBACK_PARAMETER = "callbackParameter";

    public InvocationRequest {
        entityInstances = Lists.orEmpty(entityInstances);
        inputs = Lists.orEmpty(inputs);
        allowedOptions = Lists.orEmpty(allowedOptions);
    }
}
