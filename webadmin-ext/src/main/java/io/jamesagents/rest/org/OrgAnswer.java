package io.jamesagents.rest.org;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** An organisation under the three forms that clients look for. */
public record OrgAnswer(OrgView data, OrgView org, @JsonUnwrapped OrgView bare) {

    static OrgAnswer of(OrgView org) {
        return new OrgAnswer(org, org, org);
    }
}
