package io.jamesagents.rest.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.search.Hit;
import java.util.List;

/** What was found, the best first, and how: {@code regex} by words, {@code vector} by meaning too. */
public record Found(
        List<HitView> data, @Field(oneOf = {"regex", "vector"}) @JsonProperty("search_type") String searchType) {
    private static final String WORDS = "regex";

    static Found of(List<Hit> hits) {
        return new Found(hits.stream().map(HitView::of).toList(), WORDS);
    }
}
