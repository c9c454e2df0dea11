package dev.sextant.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method of a bean with events of the platform: {@code void method(Event event)}.
 *
 * <p>Events come in order and at least once: one that the method failed at comes again, and so may one that it has handled,
 * after a crash for example. So remember {@link dev.sextant.contract.event.Event#id()} together with the change that it leads
 * to, or make the change harmless to repeat. While the method fails, no later event comes. All methods together have 20
 * seconds for a batch; what they do not manage comes again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnEvent {

    /** Types of events, such as {@code run.changed}; {@code node.*} stands for all below it. */
    String[] value();
}
