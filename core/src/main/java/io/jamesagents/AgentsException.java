package io.jamesagents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What can go wrong in a way that the caller can understand; the message is written for the caller. */
public abstract sealed class AgentsException extends RuntimeException {
    private final String code;

    private AgentsException(String message, Throwable cause) {
        this(null, message, cause);
    }

    private AgentsException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What went wrong, for programs, such as {@code slug_exists}; null where the status says enough. */
    public String code() {
        return code;
    }

    /** The object does not exist, or belongs to another organisation: the two are not told apart. */
    public static final class NotFound extends AgentsException {
        public NotFound(String what) {
            super(what + " not found", null);
        }
    }

    /** The request is malformed; {@link #path()} names the field. */
    public static final class Invalid extends AgentsException {
        private final String path;

        public Invalid(String path, String message) {
            this(null, path, message);
        }

        public Invalid(String code, String path, String message) {
            super(code, message, null);
            this.path = path;
        }

        public String path() {
            return path;
        }
    }

    /** No valid credentials. */
    public static final class Unauthenticated extends AgentsException {
        private final Instant serverTime;

        public Unauthenticated(String message) {
            this(null, message);
        }

        public Unauthenticated(String code, String message) {
            this(code, message, null);
        }

        /** Of credentials that are bound to a time, with the time that it is here. */
        public Unauthenticated(String code, String message, Instant serverTime) {
            super(code, message, null);
            this.serverTime = serverTime;
        }

        /** Null unless the time is what was wrong. */
        public Instant serverTime() {
            return serverTime;
        }
    }

    /** The caller is known but may not do this. */
    public static final class Forbidden extends AgentsException {
        private final List<String> required;

        public Forbidden(String message) {
            this(message, List.of());
        }

        public Forbidden(String message, List<String> requiredScopes) {
            super(message, null);
            this.required = List.copyOf(requiredScopes);
        }

        public List<String> required() {
            return required;
        }
    }

    /** The request contradicts what is there; it has a {@link #code()}. */
    public static final class Conflict extends AgentsException {
        public Conflict(String code, String message) {
            super(code, message, null);
        }
    }

    /** It was there and is not any more. */
    public static final class Gone extends AgentsException {
        public Gone(String message) {
            this(null, message);
        }

        public Gone(String code, String message) {
            super(code, message, null);
        }
    }

    /** More than a limit of size or storage allows. */
    public static final class TooLarge extends AgentsException {
        private final Long used;
        private final Long limit;

        public TooLarge(String message) {
            this(message, null, null);
        }

        /** Of a limit on storage, what is used of it, both in bytes. */
        public TooLarge(String message, Long used, Long limit) {
            super(message, null);
            this.used = used;
            this.limit = limit;
        }

        /** Null unless storage is what is limited. */
        public Long used() {
            return used;
        }

        /** Null unless storage is what is limited. */
        public Long limit() {
            return limit;
        }
    }

    /** A rate limit; trying again after {@link #retryAfter()} can succeed. */
    public static final class Limited extends AgentsException {
        private final Duration retryAfter;

        public Limited(String message, Duration retryAfter) {
            this(null, message, retryAfter);
        }

        public Limited(String code, String message, Duration retryAfter) {
            super(code, message, null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** A part that is needed does not answer at the moment. */
    public static final class Unavailable extends AgentsException {
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
