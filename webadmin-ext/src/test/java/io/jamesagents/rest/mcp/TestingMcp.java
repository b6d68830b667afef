package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;

/** A client of {@code /mcp} with a key, of the newest protocol. */
public record TestingMcp(TestingApi api, String key) {
    private static final String[] NEWEST = {"MCP-Protocol-Version", "2025-06-18"};

    public Answer post(String body, String... headers) {
        return api.call(key, "POST", "/mcp", body, headers);
    }

    static String request(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    static String toolCall(String name, String arguments) {
        return request("tools/call", "{\"name\":\"" + name + "\",\"arguments\":" + arguments + "}");
    }

    Answer call(String method, String params) {
        return post(request(method, params), NEWEST);
    }

    /** All tools that the key opens. */
    public JsonNode tools() {
        return call("tools/list", "{}").json().at("/result/tools");
    }

    /** The result of a call. */
    public JsonNode use(String name, String arguments) {
        Answer answer = post(toolCall(name, arguments), NEWEST);
        JsonNode result = answer.json().get("result");
        if (result == null) {
            throw new AssertionError(answer.response().body());
        }
        return result;
    }

    /** What it says as text: the body of the API's answer. */
    public static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }
}
