package io.jamesagents.rest.access;

import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.agent.AgentSettings;
import io.jamesagents.agent.Agents;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.apikey.Caller;
import io.jamesagents.rest.request.BufferedBody;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.signature.ReceivedRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.BooleanSupplier;

/** Who makes a request: the holder of an API key, or an agent that signed it. */
public final class Credentials {
    private static final String BEARER = "Bearer ";
    private static final String AGENT = "Agent ";
    private static final String SIGNATURE_INPUT = "signature-input";

    private final ApiKeys keys;
    private final Agents agents;
    private final AgentSignatures signatures;
    private final MessageSignatures messages;

    public Credentials(ApiKeys keys, Agents agents, AgentSettings settings) {
        this.keys = keys;
        this.agents = agents;
        this.signatures = new AgentSignatures(agents, settings);
        this.messages = new MessageSignatures(agents);
    }

    /** The body is held in memory for agents only, who sign it. */
    Caller caller(ContainerRequestContext request, BufferedBody body) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean absent = header == null || header.isBlank();
        ReceivedRequest received = ReceivedRequest.of(request);
        if (absent && !received.headers().apply(SIGNATURE_INPUT).isEmpty()) {
            Call.setServerTime(request, agents.millis());
            return messages.caller(received, body.read(request));
        }
        if (absent) {
            throw new Unauthenticated("Missing Authorization header");
        }
        if (isScheme(header, BEARER)) {
            return keys.authenticate(header.substring(BEARER.length()).trim());
        }
        if (isScheme(header, AGENT)) {
            Call.setServerTime(request, agents.millis());
            return signatures.caller(header.substring(AGENT.length()).trim(), received, body.read(request));
        }
        throw new Unauthenticated(
                "Unsupported authorization scheme; use 'Authorization: Bearer <API key>' or 'Agent <id>:<signature>'");
    }

    /** Whether this caller is let in still: with the same key, or as the same agent. */
    BooleanSupplier still(ContainerRequestContext request, Caller caller) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean key = header != null && isScheme(header, BEARER);
        return key ? () -> keys.opens(header.substring(BEARER.length()).trim()) : () -> agents.active(caller.actor());
    }

    private static boolean isScheme(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
