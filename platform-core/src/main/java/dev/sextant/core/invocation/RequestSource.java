package dev.sextant.core.invocation;

import dev.sextant.contract.wire.InvocationRequest;
import java.util.List;

/** Makes the body of a call once more from what was stored: the same key always carries the same body. */
public interface RequestSource {
    InvocationRequest request(Invocation invocation, List<String> recordIds);
}
