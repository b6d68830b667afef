package io.jamesagents.rest.guard;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.guard.GuardWish;
import io.jamesagents.rest.openapi.Field;

/** What an organisation asks of itself; what is absent is as the operator has it. */
public record GuardBody(
        @Field("Whether too many bounces or complaints stop the organisation") @JsonProperty("reputation")
                Boolean reputation,
        @Field(value = "Of a thousand recipients, 1 to 1000", example = "50")
                @JsonProperty("bounce_per_mille")
                @JsonAlias("bouncePerMille")
                Integer bouncePerMille,
        @Field("Of a thousand recipients, 1 to 1000")
                @JsonProperty("complaint_per_mille")
                @JsonAlias("complaintPerMille")
                Integer complaintPerMille,
        @Field("Of each inbox") @JsonProperty("new_recipients_per_day") @JsonAlias("newRecipientsPerDay")
                Integer newRecipientsPerDay,
        @Field("Whether too many mails within seconds are refused") @JsonProperty("burst") Boolean burst) {

    GuardWish wish() {
        return new GuardWish(
                Boolean.TRUE.equals(reputation),
                bouncePerMille,
                complaintPerMille,
                newRecipientsPerDay,
                Boolean.TRUE.equals(burst));
    }
}
