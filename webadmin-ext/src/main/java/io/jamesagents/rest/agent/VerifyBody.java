package io.jamesagents.rest.agent;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.agent.Application;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The proof that an agent holds its key. */
public record VerifyBody(
        @JsonProperty("agentSignupToken") @JsonAlias("agent_signup_token") String agentSignupToken,
        @JsonProperty("challengeResponse") @JsonAlias("challenge_response") String challengeResponse,
        @JsonProperty("signature") String signature) {

    void requireComplete() {
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put("agentSignupToken", agentSignupToken);
        needed.put("signature", signature);
        Application.requirePresent(needed);
    }

    /** What is no base64 is as wrong as any other wrong signature. */
    byte[] signatureBytes() {
        try {
            return Base64.getDecoder().decode(signature.trim());
        } catch (IllegalArgumentException e) {
            throw new Unauthenticated("invalid_signature", "The signature is not base64");
        }
    }

    @Override
    public String toString() {
        return "VerifyBody";
    }
}
