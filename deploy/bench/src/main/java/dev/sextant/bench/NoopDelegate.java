package dev.sextant.bench;

import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;

/** What the reference's service tasks do: nothing. */
public final class NoopDelegate implements JavaDelegate {
    @Override
    public void execute(DelegateExecution execution) {
        // nothing, as the service of the other side
    }
}
