package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import java.util.Set;

/**
 * An operation of the API as a tool. One that is {@code alone} can be no part of a batch. {@code destructive} says more than
 * the method does: a POST, too, can take something away.
 */
record Tool(String name, Operation operation, ToolInput input, boolean alone, boolean destructive) {
    private static final Set<String> OVERWRITING = Set.of("DELETE", "PUT", "PATCH");
    private static final Set<String> REPEATABLE = Set.of("GET", "DELETE", "PUT");

    /** Whether the caller's key opens it. */
    boolean isFor(Caller caller) {
        return operation.scopes().stream().allMatch(caller::may);
    }

    /** As {@code tools/list} says it. */
    ObjectNode described() {
        ObjectNode tool = Json.MAPPER.createObjectNode().put("name", name);
        tool.put("title", operation.summary());
        tool.put("description", description());
        tool.set("inputSchema", input.schema());
        ObjectNode hints = tool.putObject("annotations").put("readOnlyHint", readsOnly());
        if (!readsOnly()) {
            hints.put("destructiveHint", destructive || OVERWRITING.contains(operation.method()));
        }
        hints.put("idempotentHint", REPEATABLE.contains(operation.method()));
        return tool;
    }

    private String description() {
        String more = operation.more();
        return operation.summary() + "." + (more.isEmpty() ? "" : " " + more);
    }

    /** A POST that needs a scope to read and no other is a question. */
    private boolean readsOnly() {
        Set<Scope> scopes = operation.scopes();
        return operation.method().equals("GET")
                || (!scopes.isEmpty()
                        && scopes.stream().allMatch(scope -> scope.word().endsWith(":read")));
    }
}
