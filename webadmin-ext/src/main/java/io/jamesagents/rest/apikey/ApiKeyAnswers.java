package io.jamesagents.rest.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jamesagents.apikey.ApiKey;
import io.jamesagents.apikey.ApiKeys.Issued;
import java.util.List;

/** Keys under the names that clients look for. */
final class ApiKeyAnswers {
    private ApiKeyAnswers() {}

    /** All of them. */
    public record Listed(List<ApiKeyView> data, List<ApiKeyView> apiKeys) {

        static Listed of(List<ApiKey> keys) {
            List<ApiKeyView> rows = keys.stream().map(ApiKeyView::of).toList();
            return new Listed(rows, rows);
        }
    }

    /** A key with its text, which is shown this once. */
    public record WithText(String apiKey, @JsonUnwrapped ApiKeyView key, String message) {
        @Override
        public String toString() {
            return "WithText[" + key.id() + "]";
        }
    }

    /** It was made, or made anew. */
    public record Made(WithText data, @JsonUnwrapped WithText bare) {

        static Made of(Issued issued) {
            WithText key = new WithText(
                    issued.text(), ApiKeyView.of(issued.key()), "Store this API key now: it is not shown again");
            return new Made(key, key);
        }
    }

    /** It opens nothing any more. */
    public record Revoked(Done data, boolean ok, String message) {
        static final Revoked NOW = new Revoked(new Done(true), true, "API key revoked");

        record Done(boolean ok) {}
    }
}
