package io.jamesagents.rest.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.search.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found, the best first, and how: {@code regex} by words, {@code vector} by meaning too. */
public record Found(
        List<HitView> data,
        @Field(oneOf = {"regex", "vector"}) @JsonProperty("search_type") String searchType,
        @Field("What the search had to do without, if anything") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String degraded) {
    private static final String WORDS = "regex";
    private static final String MEANING = "vector";

    static Found of(Findings found) {
        return new Found(
                found.hits().stream().map(HitView::of).toList(), found.byMeaning() ? MEANING : WORDS, found.degraded());
    }
}
