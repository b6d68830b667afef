package io.jamesagents.rest.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameters beside path and body that a resource method understands: of the query, and, those with a hyphen, headers.
 * {@link Query} refuses to read others, so that none stays undocumented.
 *
 * <p>Each is a name, with {@code !} if it is required, and after a colon what it may be: {@code 1..100} or {@code asc|desc},
 * then {@code = default}, then a sentence. Well-known names need none: {@code "inbox_id"}, {@code "limit: 1..100 = 20"},
 * {@code "tag: Only threads with this tag"}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Takes {
    String[] value();
}
