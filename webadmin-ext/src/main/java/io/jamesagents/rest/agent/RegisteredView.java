package io.jamesagents.rest.agent;

import io.jamesagents.agent.Challenge;
import io.jamesagents.agent.Registrations;
import io.jamesagents.agent.Registrations.Registered;

/** What an agent has to do next; the challenge is a text, or an object for an agent that told its purpose. */
public record RegisteredView(String agentSignupToken, Object challenge, String instructions, long expiresIn) {
    private static final String VERIFY = " with your Ed25519 private key, and send it as base64 in the field signature,"
            + " with agentSignupToken, to POST /v1/auth/agent-verify";

    /** A challenge that is answered before the answer is signed. */
    public record Contextual(String text, String format) {}

    static RegisteredView of(Registered registered) {
        Challenge challenge = registered.challenge();
        return challenge.isPlain()
                ? view(registered, challenge.value(), "Sign the text of challenge" + VERIFY + ".")
                : view(
                        registered,
                        new Contextual(challenge.text(), Challenge.FORMAT),
                        "Answer challenge.text, sign your answer" + VERIFY + ", and the answer as challengeResponse.");
    }

    private static RegisteredView view(Registered registered, Object challenge, String instructions) {
        return new RegisteredView(registered.token(), challenge, instructions, Registrations.LIFE.toSeconds());
    }

    @Override
    public String toString() {
        return "RegisteredView";
    }
}
