package io.jamesagents.rest.deletion;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.rest.openapi.Field;

/** The token of a deletion request. */
public record ConfirmationBody(
        @Field(value = "64 hex digits", required = true, example = "2f7d")
                @JsonProperty("confirmation_token")
                @JsonAlias({"confirmationToken", "token"})
                String token) {
    @Override
    public String toString() {
        return "ConfirmationBody[hidden]";
    }
}
