package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import io.jamesagents.rest.answer.OpenAnswer;
import io.jamesagents.rest.request.JsonBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP request with a message, or a batch of them where the protocol has batches, and its answer. Messages of a batch are
 * served one after the other.
 */
final class Exchange {
    private static final int MAX_BATCH = 20;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final Methods methods;
    private final ContainerRequestContext http;
    private final ProtocolVersion version;

    private Exchange(Methods methods, ContainerRequestContext http, ProtocolVersion version) {
        this.methods = methods;
        this.http = http;
        this.version = version;
    }

    /** What to answer; what is no message at all is a bad request of HTTP as well. */
    static Response answer(Methods methods, ContainerRequestContext http, byte[] body) {
        try {
            ProtocolVersion version = ProtocolVersion.ofHeader(http.getHeaderString("MCP-Protocol-Version"));
            JsonNode content = parse(body);
            Exchange exchange = new Exchange(methods, http, version);
            return content.isArray() ? exchange.batch(content) : exchange.single(RpcMessage.of(content));
        } catch (RpcError e) {
            return json(BAD_REQUEST, RpcMessage.answerToUnknown(e));
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode content = JsonBody.value(body);
            if (content.isMissingNode()) {
                throw RpcError.notJson("The request body is empty");
            }
            return content;
        } catch (Invalid e) {
            throw RpcError.notJson(e.getMessage());
        }
    }

    private Response single(RpcMessage message) {
        if (message.isNotification()) {
            return Response.accepted().build();
        }
        try {
            Reply reply = methods.call(message, http, version, false);
            return reply.later() == null ? json(OK, message.answer(reply.result())) : later(message, reply);
        } catch (RpcError e) {
            return json(OK, message.answer(e));
        }
    }

    private Response later(RpcMessage message, Reply reply) {
        OpenAnswer.leave(http, answer -> reply.later()
                .accept(answer.in(body -> bytes(message.answer(ToolResult.of(OK, body, version))))));
        return Response.ok().type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    private Response batch(JsonNode messages) {
        if (!version.batches()) {
            throw RpcError.invalidRequest("Protocol version " + version.word() + " has no batches");
        }
        if (messages.isEmpty() || messages.size() > MAX_BATCH) {
            throw RpcError.invalidRequest("A batch has 1 to " + MAX_BATCH + " messages");
        }
        ArrayNode answers = Json.MAPPER.createArrayNode();
        messages.forEach(message -> add(answers, message));
        return answers.isEmpty() ? Response.accepted().build() : json(OK, answers);
    }

    private void add(ArrayNode answers, JsonNode content) {
        try {
            RpcMessage message = RpcMessage.of(content);
            if (!message.isNotification()) {
                answers.add(partOfBatch(message));
            }
        } catch (RpcError e) {
            answers.add(RpcMessage.answerToUnknown(e));
        }
    }

    private JsonNode partOfBatch(RpcMessage message) {
        try {
            return message.answer(methods.call(message, http, version, true).result());
        } catch (RpcError e) {
            return message.answer(e);
        }
    }

    private static Response json(int status, JsonNode content) {
        return Response.status(status)
                .entity(bytes(content))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static byte[] bytes(JsonNode content) {
        return Json.write(content).getBytes(StandardCharsets.UTF_8);
    }
}
