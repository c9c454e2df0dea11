package dev.sextant.sdk;

import dev.sextant.contract.manifest.ServiceKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a bean a service that workflows call.
 *
 * <p>The method has one of two forms, with records for input and output:
 *
 * <ul>
 *   <li>{@code Output method(Input input)} is synchronous: called once for each entity record, and the answer goes back at
 *       once. A {@link RecordFailure} is that record's outcome.
 *   <li>{@code void method(Invocation<Input> invocation)} is asynchronous: the call is accepted and kept first, the method
 *       runs the records in its own way and finishes each of them; {@code output} names the record of its outputs.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PluginService {

    /** Name of the service, in small letters and hyphens; its path is {@code /<plugin>/v1/services/<name>}. */
    String name();

    /** Title in English. */
    String title();

    /** Title in Chinese. */
    String titleZh() default "";

    /** A sentence that explains the service. */
    String summary() default "";

    /** The same in Chinese. */
    String summaryZh() default "";

    /** What calling it means: an approval's or a form's answer comes from people. */
    ServiceKind kind() default ServiceKind.EXECUTION;

    /** Entity whose records it works on, {@code plugin:entity}; empty for none. */
    String target() default "";

    /** At most so many records a call. */
    int batch() default 100;

    /** How long an attempt may take, ISO 8601; empty for one minute (synchronous) or one hour (asynchronous). */
    String timeout() default "";

    /** Whether running the same attempt again has no second effect. */
    boolean idempotent() default false;

    /** Whether an asynchronous attempt can be cancelled; then {@link InvocationRecord#onCancel} is of use. */
    boolean cancel() default false;

    /** Whether an asynchronous service says how far it is, see {@link InvocationRecord#progress}. */
    boolean progress() default false;

    /** Which records of the target it is for, such as <code>{state eq 'created'}</code>; empty for all. */
    String filter() default "";

    /** Name of the service that takes the effect back; empty for none. */
    String undo() default "";

    /** Roles of the manifest that may put it into workflows and call it; none leaves that to the platform's rules. */
    String[] useRoles() default {};

    /** Roles of the manifest that may configure it. */
    String[] manageRoles() default {};

    /** Outputs of an asynchronous service: a record; none by default. */
    Class<?> output() default void.class;
}
