package io.jamesagents.agent;

import io.jamesagents.Settings;

/**
 * What the operator decides about agents: whether they may register themselves, how often from one network address (0 for no
 * limit), and which of the two simple forms of request signatures count.
 */
public record AgentSettings(
        boolean registration,
        int registersPerDay,
        int verifiesPerQuarter,
        boolean bodySignatures,
        boolean timestampSignatures) {
    private static final int MAX = 1_000_000;

    public static AgentSettings read(Settings settings) {
        return new AgentSettings(
                settings.flag("agents.registration.enabled"),
                settings.integer("agents.registration.register-per-day", 0, MAX),
                settings.integer("agents.registration.verify-per-quarter", 0, MAX),
                settings.flag("agents.agent.body-signatures"),
                settings.flag("agents.agent.timestamp-signatures"));
    }
}
