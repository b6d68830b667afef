package io.jamesagents.rest.agent;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.agent.AgentKey;
import io.jamesagents.agent.Application;
import io.jamesagents.agent.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An agent that wants to register. */
public record RegisterBody(
        @JsonProperty("agentName") @JsonAlias("agent_name") String agentName,
        @JsonProperty("orgName") @JsonAlias("org_name") String orgName,
        @JsonProperty("orgSlug") @JsonAlias("org_slug") String orgSlug,
        @JsonProperty("publicKey") @JsonAlias("public_key") String publicKey,
        @JsonProperty("agentPurpose") @JsonAlias("agent_purpose") String agentPurpose,
        @JsonProperty("avatarUrl") @JsonAlias("avatar_url") String avatarUrl,
        @JsonProperty("websiteUrl") @JsonAlias("website_url") String websiteUrl,
        @JsonProperty("moltbookHandle") @JsonAlias("moltbook_handle") String moltbookHandle,
        @JsonProperty("capabilities") List<String> capabilities) {

    Application application() {
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put("agentName", agentName);
        needed.put("orgName", orgName);
        needed.put("orgSlug", orgSlug);
        needed.put("publicKey", publicKey);
        Application.requirePresent(needed);
        return new Application(
                agentName.trim(),
                orgName.trim(),
                orgSlug.trim(),
                AgentKey.parse(publicKey.trim()),
                agentPurpose,
                new Profile(avatarUrl, websiteUrl, moltbookHandle, capabilities));
    }
}
