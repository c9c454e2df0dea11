package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * What the core has of each record that a report named.
 *
 * @param accepted the offset at which the record's next chunk must begin, by callback parameter
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportReply(Map<String, Long> accepted) {

    @SuppressWarnings("ConstantValue")
    public ReportReply {
        accepted = accepted == null ? Map.of() : Map.copyOf(accepted);
    }
}
