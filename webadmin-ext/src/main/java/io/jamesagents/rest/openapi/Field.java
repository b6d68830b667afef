package io.jamesagents.rest.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What can be said about a field of a request's or answer's body beside its type. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    /** What it means. */
    String value() default "";

    /** Whether a request must have it. */
    boolean required() default false;

    /** The only words that it may be. */
    String[] oneOf() default {};

    /** How many characters or entries it may have; 0 for any number. */
    int max() default 0;

    /** Where the type is wider: the types that it may have. */
    Class<?>[] as() default {};

    /** A value, as JSON unless it is a text. */
    String example() default "";
}
