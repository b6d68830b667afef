package io.jamesagents.rest.inbox;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.tag.TagRule;
import java.util.List;
import java.util.Map;

/** A rule for tags as it comes in a request. */
public record TagRuleBody(
        @JsonProperty("from") String from,
        @JsonProperty("subject") String subject,
        @JsonProperty("header") Map<String, String> header,
        @JsonProperty("has_attachment") @JsonAlias("hasAttachment") Boolean hasAttachment,
        @Field(required = true)
                @JsonProperty("tags")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> tags) {

    TagRule rule() {
        return new TagRule(from, subject, header, hasAttachment, tags);
    }
}
