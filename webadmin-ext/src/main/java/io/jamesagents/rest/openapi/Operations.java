package io.jamesagents.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes operations: what they take, what they answer, who may call them, and what can go wrong. */
final class Operations {
    private final Schemas written;
    private final Schemas read;
    private final Examples examples;

    Operations(ObjectNode components) {
        ObjectNode schemas = components.withObject("/schemas");
        this.written = Schemas.written(schemas);
        this.read = Schemas.read(schemas);
        this.examples = new Examples(schemas);
        Failures.describe(components, written);
    }

    ObjectNode of(Route route) {
        Doc doc = route.method().getAnnotation(Doc.class);
        if (doc == null) {
            throw new IllegalStateException(route.method() + " has no @Doc");
        }
        ObjectNode operation = Schemas.object().put("operationId", route.id()).put("summary", doc.value());
        operation.putArray("tags").add(route.tag());
        access(operation, route.method().getAnnotation(Needs.class), doc.more());
        ArrayNode parameters = Parameters.of(route);
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        Body.of(route, doc).ifPresent(body -> operation.set("requestBody", request(body)));
        operation.set("responses", responses(route, doc));
        return operation;
    }

    private static void access(ObjectNode operation, @Nullable Needs needs, String more) {
        String description = more;
        if (needs == null) {
            operation.putArray("security");
        } else if (needs.value().length > 0) {
            String scopes = Arrays.stream(needs.value()).map(Scope::word).collect(Collectors.joining(", "));
            operation.put("x-required-scope", scopes);
            description = (more + "\n\nNeeds the scope `" + scopes + "`.").strip();
        }
        if (!description.isEmpty()) {
            operation.put("description", description);
        }
    }

    private ObjectNode request(Body body) {
        ObjectNode request = Schemas.object();
        ObjectNode content = request.putObject("content");
        if (body.json() != null) {
            ObjectNode schema = read.of(body.json());
            ObjectNode json = content.putObject(MediaType.APPLICATION_JSON);
            json.set("schema", schema);
            json.set("example", examples.request(schema));
        }
        for (String type : body.files()) {
            content.putObject(type).putObject("schema").put("type", "string").put("format", "binary");
        }
        return request;
    }

    private ObjectNode responses(Route route, Doc doc) {
        Answers answers = route.method().getAnnotation(Answers.class);
        ObjectNode responses = Schemas.object();
        responses.set(answers == null ? "200" : Integer.toString(answers.value()), success(route, doc));
        failures(route, doc).forEach(status -> responses
                .putObject(Integer.toString(status))
                .put("$ref", "#/components/responses/" + Failure.of(status)));
        return responses;
    }

    private ObjectNode success(Route route, Doc doc) {
        ObjectNode response = Schemas.object().put("description", "It is done");
        response.set("headers", Failures.standardHeaders());
        ObjectNode content = response.putObject("content").putObject(doc.gives());
        if (doc.gives().equals(MediaType.APPLICATION_JSON)) {
            Type type = doc.answer() == void.class ? route.method().getGenericReturnType() : doc.answer();
            JsonNode schema = written.of(type);
            content.set("schema", schema);
            content.set("example", examples.answer(schema));
        } else {
            content.putObject("schema").put("type", "string").put("format", "binary");
        }
        return response;
    }

    private static Set<Integer> failures(Route route, Doc doc) {
        Set<Integer> statuses = new TreeSet<>(Set.of(400, 500, 503));
        Optional<Body> body = Body.of(route, doc);
        if (route.method().isAnnotationPresent(Needs.class)) {
            statuses.addAll(Set.of(401, 403, 429));
        }
        if (Parameters.nameObjects(route) || body.filter(Body::namesObjects).isPresent()) {
            statuses.add(404);
        }
        if (body.isPresent()) {
            statuses.addAll(Set.of(408, 413));
        }
        Arrays.stream(doc.fails()).forEach(statuses::add);
        return statuses;
    }
}
