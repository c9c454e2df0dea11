package dev.sextant.core.engine;

import java.util.Map;
import org.flowable.common.engine.api.FlowableIllegalArgumentException;
import org.flowable.common.engine.api.delegate.Expression;
import org.flowable.common.engine.impl.el.FixedValue;
import org.flowable.engine.impl.el.ProcessExpressionManager;

/** Takes every text as itself: no expression is ever evaluated, so none can reach a bean or a class. */
final class LiteralExpressions extends ProcessExpressionManager {
    LiteralExpressions() {
        super(Map.of());
    }

    @Override
    public Expression createExpression(String text) {
        if (text.contains("${") || text.contains("#{")) {
            throw new FlowableIllegalArgumentException("Expressions are not allowed in a workflow");
        }
        return new FixedValue(text);
    }
}
