package io.jamesagents.rest.openapi;

import io.jamesagents.rest.answer.ErrorAnswer;
import java.util.Arrays;

/** What a status says when a request was not served. */
enum Failure {
    BAD_REQUEST(400, "Something in the request is missing or not valid; details name it"),
    UNAUTHENTICATED(401, "No key, or one that is not valid"),
    FORBIDDEN(403, "The caller is known but may not do this; required names the missing scope"),
    NOT_FOUND(404, "It does not exist, or belongs to another organisation"),
    TIMEOUT(408, "The request's body did not come within a minute"),
    CONFLICT(409, "It contradicts what is there; code says how"),
    GONE(410, "It was there and is not any more"),
    TOO_LARGE(413, "More than a limit of size or storage allows"),
    UNSUPPORTED(415, "The body's media type is not one of those that are read"),
    LIMITED(429, "Too many; worth trying again after as many seconds as Retry-After says"),
    FAULT(500, "A fault of the server"),
    UNAVAILABLE(503, "The server is overloaded or its store does not answer; worth trying again");

    private final int status;
    private final String meaning;

    Failure(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    static Failure of(int status) {
        return Arrays.stream(values())
                .filter(failure -> failure.status == status)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no answer has the status " + status));
    }

    int status() {
        return status;
    }

    String meaning() {
        return meaning;
    }

    ErrorAnswer example() {
        return ErrorAnswer.of(meaning);
    }
}
