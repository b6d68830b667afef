package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import org.jspecify.annotations.Nullable;

/**
 * A message of JSON-RPC 2.0 from a client: a request, or, without an id, a notification. An answer of the client's counts as
 * a notification, since nothing is ever asked of it.
 */
record RpcMessage(@Nullable JsonNode id, String method, ObjectNode params) {
    private static final String VERSION = "2.0";
    private static final String ID = "id";
    private static final String METHOD = "method";

    /** Refuses what is none. */
    static RpcMessage of(JsonNode message) {
        if (!message.isObject() || !message.path("jsonrpc").asText().equals(VERSION)) {
            throw RpcError.invalidRequest("A message is a JSON object with \"jsonrpc\": \"2.0\"");
        }
        if (!message.has(METHOD) && (message.has("result") || message.has("error"))) {
            return new RpcMessage(null, "", Json.MAPPER.createObjectNode());
        }
        if (!message.path(METHOD).isTextual()) {
            throw RpcError.invalidRequest("A message has a \"method\", which is a string");
        }
        JsonNode id = message.get(ID);
        if (id != null && !id.isTextual() && !id.isNumber()) {
            throw RpcError.invalidRequest("An \"id\" is a string or a number");
        }
        return new RpcMessage(id, message.get(METHOD).textValue(), params(message.get("params")));
    }

    /** Null stands for params that are no object: only a method that is known can refuse them. */
    private static @Nullable ObjectNode params(@Nullable JsonNode params) {
        if (params == null) {
            return Json.MAPPER.createObjectNode();
        }
        return params instanceof ObjectNode object ? object : null;
    }

    boolean isNotification() {
        return id == null;
    }

    /** The parameters of this name, which have to be an object if they are there. */
    static ObjectNode object(ObjectNode params, String name) {
        JsonNode value = params.get(name);
        if (value == null || value.isNull()) {
            return Json.MAPPER.createObjectNode();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw RpcError.invalidParams(name + " must be an object");
    }

    /** The answer to this request. */
    ObjectNode answer(JsonNode result) {
        return envelope(id).set("result", result);
    }

    /** The answer to this request that it failed. */
    ObjectNode answer(RpcError error) {
        return failure(id, error);
    }

    /** The answer to something of which not even the id is known. */
    static ObjectNode answerToUnknown(RpcError error) {
        return failure(null, error);
    }

    private static ObjectNode failure(@Nullable JsonNode id, RpcError error) {
        ObjectNode answer = envelope(id);
        answer.putObject("error").put("code", error.code()).put("message", error.getMessage());
        return answer;
    }

    private static ObjectNode envelope(@Nullable JsonNode id) {
        ObjectNode answer = Json.MAPPER.createObjectNode().put("jsonrpc", VERSION);
        return answer.set(ID, id);
    }
}
