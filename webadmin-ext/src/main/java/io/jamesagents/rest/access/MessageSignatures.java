package io.jamesagents.rest.access;

import io.jamesagents.agent.Agents;
import io.jamesagents.apikey.Caller;
import io.jamesagents.rest.signature.ContentDigest;
import io.jamesagents.rest.signature.MessageSignature;
import io.jamesagents.rest.signature.ReceivedRequest;
import java.util.Optional;

/**
 * Agents by HTTP message signatures (RFC 9421) with Ed25519. The method, the target and the body's digest must be covered,
 * {@code created} must be about now, and each {@code nonce} is good once.
 */
final class MessageSignatures {
    private static final int MAX_NONCE = 256;
    private static final String METHOD = "@method";
    private static final String TARGET = "@target-uri";
    private static final String AUTHORITY = "@authority";
    private static final String PATH = "@path";
    private static final String QUERY = "@query";
    private static final String DIGEST = "content-digest";

    private final Agents agents;

    MessageSignatures(Agents agents) {
        this.agents = agents;
    }

    Caller caller(ReceivedRequest request, byte[] body) {
        MessageSignature signature = MessageSignature.read(request);
        requireCovered(signature, body);
        requireTimes(signature);
        if (signature.covers(DIGEST)) {
            ContentDigest.require(request, body);
        }
        if (signature.has("alg") && !signature.text("alg").equals(Optional.of("ed25519"))) {
            throw MessageSignature.refused("The only algorithm is ed25519");
        }
        String agent = signature.text("keyid").orElseThrow(() -> missing("keyid"));
        String nonce = signature
                .text("nonce")
                .filter(text -> !text.isEmpty() && text.length() <= MAX_NONCE)
                .orElseThrow(() -> missing("nonce"));
        return agents.authenticateOnce(agent, signature.base(request), signature.signature(), "message:" + nonce);
    }

    private static void requireCovered(MessageSignature signature, byte[] body) {
        boolean target = signature.covers(TARGET)
                || (signature.covers(AUTHORITY) && signature.covers(PATH) && signature.covers(QUERY));
        if (!signature.covers(METHOD) || !target) {
            throw MessageSignature.refused("The signature must cover \"@method\" and \"@target-uri\" (or"
                    + " \"@authority\", \"@path\" and \"@query\")");
        }
        if (body.length > 0 && !signature.covers(DIGEST)) {
            throw MessageSignature.refused("The signature of a request with a body must cover \"content-digest\"");
        }
    }

    private void requireTimes(MessageSignature signature) {
        agents.requireNow(millis(signature, "created"));
        if (signature.has("expires") && millis(signature, "expires") <= agents.millis()) {
            throw MessageSignature.refused("The signature has expired");
        }
    }

    private static long millis(MessageSignature signature, String parameter) {
        return signature.number(parameter).orElseThrow(() -> missing(parameter)) * 1000;
    }

    private static RuntimeException missing(String parameter) {
        return MessageSignature.refused("The signature needs the parameter " + parameter);
    }
}
