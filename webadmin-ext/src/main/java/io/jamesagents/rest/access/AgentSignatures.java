package io.jamesagents.rest.access;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.agent.AgentSettings;
import io.jamesagents.agent.Agents;
import io.jamesagents.apikey.Caller;
import io.jamesagents.rest.signature.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Agents by {@code Authorization: Agent <id>:<signature>}. With a time stamp in a header the signature is over
 * {@code <id>:<milliseconds>}, and good once; without, it is over the body.
 */
final class AgentSignatures {
    private static final List<String> TIMESTAMPS = List.of("x-commune-timestamp", "x-agent-timestamp");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

    private final Agents agents;
    private final AgentSettings settings;

    AgentSignatures(Agents agents, AgentSettings settings) {
        this.agents = agents;
        this.settings = settings;
    }

    Caller caller(String credentials, ReceivedRequest request, byte[] body) {
        String[] parts = credentials.split(":", 2);
        if (parts.length < 2) {
            throw Agents.refused();
        }
        byte[] signature = decode(parts[1]);
        List<String> timestamps = TIMESTAMPS.stream()
                .flatMap(name -> request.headers().apply(name).stream())
                .toList();
        if (settings.timestampSignatures() && !timestamps.isEmpty()) {
            return bySignedTime(parts[0], signature, timestamps);
        }
        if (settings.bodySignatures()) {
            return bySignedBody(parts[0], signature, body);
        }
        throw unsupported();
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Agents.refused();
        }
    }

    private Caller bySignedTime(String id, byte[] signature, List<String> timestamps) {
        String text = timestamps.get(0).trim();
        if (timestamps.size() > 1 || !MILLIS.matcher(text).matches()) {
            throw new Invalid(
                    "invalid_timestamp_header",
                    "X-Commune-Timestamp",
                    "X-Commune-Timestamp must be one time, in milliseconds since 1970");
        }
        long millis = Long.parseLong(text);
        agents.requireNow(millis);
        String signed = id + ":" + millis;
        return agents.authenticateOnce(id, signed.getBytes(StandardCharsets.UTF_8), signature, "time:" + millis);
    }

    /**
     * Whatever else an agent signs is no JSON object: a signature of a challenge, a time stamp or an HTTP message does not
     * become one of a body that a GET passes over.
     */
    private Caller bySignedBody(String id, byte[] signature, byte[] body) {
        if (!isEmptyOrObject(body)) {
            throw new Unauthenticated(
                    "invalid_signature", "A signature of the body is taken for JSON objects and for empty bodies");
        }
        return agents.authenticate(id, body, signature);
    }

    private static boolean isEmptyOrObject(byte[] body) {
        int start = 0;
        while (start < body.length && (body[start] == ' ' || body[start] == '\n' || body[start] == '\r')) {
            start++;
        }
        return body.length == 0 || (start < body.length && body[start] == '{');
    }

    private RuntimeException unsupported() {
        if (!settings.timestampSignatures()) {
            return new Unauthenticated("This server takes HTTP message signatures (RFC 9421) of agents only");
        }
        return new Invalid("missing_timestamp_header", "X-Commune-Timestamp", "Missing X-Commune-Timestamp header");
    }
}
