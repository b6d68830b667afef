package io.jamesagents.rest.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** The description of the API in OpenAPI 3.0.3, made from the resources that are served. */
public final class OpenApi {
    private static final String ABOUT =
            """
            Mailboxes for agents. Names of fields and parameters are understood in snake_case and in camelCase, and unknown \
            ones are ignored. A `limit` that is out of range is moved into it. What belongs to another organisation is \
            answered like what never was: 404.""";

    private OpenApi() {}

    public static ObjectNode of(Collection<?> resources) {
        ObjectNode document = Schemas.object().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "james-agents")
                .put("version", "1")
                .put("description", ABOUT);
        document.putArray("servers").addObject().put("url", "/");
        ArrayNode callers = document.putArray("security");
        callers.addObject().putArray("key");
        callers.addObject().putArray("agent");
        ObjectNode paths = document.putObject("paths");
        ObjectNode components = document.putObject("components");
        describeCallers(components.putObject("securitySchemes"));
        Operations operations = new Operations(components);
        for (Route route : Route.of(resources)) {
            paths.withObject("/" + route.path().replace("~", "~0").replace("/", "~1"))
                    .set(route.verb(), operations.of(route));
        }
        return document;
    }

    private static void describeCallers(ObjectNode schemes) {
        schemes.putObject("key")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API key: comm_ and 64 hexadecimal digits");
        schemes.putObject("agent")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "Authorization")
                .put("description", "A registered agent: Agent, its id, a colon, and its Ed25519 signature in base64");
    }
}
