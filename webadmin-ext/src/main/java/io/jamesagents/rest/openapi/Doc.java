package io.jamesagents.rest.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a resource method does, for those who call it, and what of it cannot be seen in the code. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Doc {
    /** What it does, in a few words. */
    String value();

    /** What else there is to know. */
    String more() default "";

    /** Statuses it can answer beside those of every operation of its kind. */
    int[] fails() default {};

    /** What is answered, where the method's type does not say it. */
    Class<?> answer() default void.class;

    /** The media type of the answer. */
    String gives() default "application/json";

    /** The JSON body, where the method reads it by itself. */
    Class<?> body() default void.class;

    /** The media types in which the body can also be a file. */
    String[] files() default {};
}
