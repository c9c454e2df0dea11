package dev.sextant.contract.wire.wecube;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.contract.wire.EntityInstance;
import dev.sextant.contract.wire.InvocationRequest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as a plugin built for WeCube expects it: nothing but the fields that it knows.
 *
 * @param requestId names the attempt
 * @param operator whoever started the run
 * @param serviceName name of the interface
 * @param servicePath its path
 * @param entityInstances the records, in the order of the inputs
 * @param inputs one object per record, with its {@code callbackParameter}
 * @param dueDate when people expect the end, {@code yyyy-MM-dd HH:mm:ss} in UTC; only for human tasks
 * @param allowedOptions the branches a human task may choose
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WeCubeRequest(
        String requestId,
        @Nullable String operator,
        String serviceName,
        @Nullable String servicePath,
        List<WeCubeInstance> entityInstances,
        List<Map<String, @Nullable Object>> inputs,
        @Nullable String dueDate,
        List<String> allowedOptions) {

    private static final DateTimeFormatter DUE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** Our own call in WeCube's form. */
    public static WeCubeRequest of(InvocationRequest request) {
        return new WeCubeRequest(
                request.requestId(),
                request.operator(),
                request.serviceName(),
                request.servicePath(),
                request.entityInstances().stream().map(WeCubeInstance::of).toList(),
                request.inputs(),
                request.dueDate() == null ? null : DUE.format(request.dueDate()),
                request.allowedOptions());
    }

    /**
     * A record that a call works on.
     *
     * @param id the record's id at its plugin
     * @param businessKeyValue its business key, or its name where it has none
     * @param contextMap attributes that go with it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WeCubeInstance(
            String id, @Nullable String businessKeyValue, Map<String, @Nullable Object> contextMap) {

        private static WeCubeInstance of(EntityInstance instance) {
            String key = instance.businessKeyValue() == null ? instance.displayName() : instance.businessKeyValue();
            return new WeCubeInstance(instance.id(), key, Map.of());
        }
    }
}
