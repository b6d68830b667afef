package io.jamesagents.agent;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.org.OrgId;

/** An agent that has just been made, with its organisation and its inbox. */
public record Enrolled(AgentId agent, OrgId org, Inbox inbox) {}
