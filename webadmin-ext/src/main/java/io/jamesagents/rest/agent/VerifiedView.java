package io.jamesagents.rest.agent;

import io.jamesagents.agent.Enrolled;

/** An agent that was just made. */
public record VerifiedView(String agentId, String orgId, String inboxId, String inboxEmail, String message) {
    static VerifiedView of(Enrolled enrolled) {
        return new VerifiedView(
                enrolled.agent().value(),
                enrolled.org().value(),
                enrolled.inbox().id().value(),
                enrolled.inbox().address(),
                "The agent is registered. Sign requests as it with 'Authorization: Agent <agentId>:<signature>'.");
    }
}
