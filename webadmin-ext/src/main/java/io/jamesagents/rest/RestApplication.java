package io.jamesagents.rest;

import io.jamesagents.outbound.SendLimits;
import io.jamesagents.rest.access.Authentication;
import io.jamesagents.rest.access.Credentials;
import io.jamesagents.rest.answer.AnswerStatus;
import io.jamesagents.rest.answer.BytesWriter;
import io.jamesagents.rest.answer.JsonWriter;
import io.jamesagents.rest.answer.StreamWriter;
import io.jamesagents.rest.mcp.McpResource;
import io.jamesagents.rest.openapi.DocsResource;
import io.jamesagents.rest.openapi.OpenApiResource;
import io.jamesagents.rest.request.Declared;
import io.jamesagents.rest.request.JsonReader;
import io.jamesagents.rest.request.Turns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** The resources, and what they have in common; nothing is looked for on the class path. */
final class RestApplication extends ResourceConfig {
    /** Jersey warns of every resource that is an object and not a class; Grizzly warns of being stopped. */
    private static final List<Logger> TALKATIVE = List.of(
            Logger.getLogger("org.glassfish.jersey.internal.inject.Providers"),
            Logger.getLogger("org.glassfish.jersey.internal.Errors"),
            Logger.getLogger("org.glassfish.grizzly.nio.GracefulShutdownRunner"));

    RestApplication(
            HttpSettings settings,
            Credentials credentials,
            SendLimits limits,
            Traffic traffic,
            Collection<?> resources) {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
        register(new Arrival());
        register(traffic);
        register(new Authentication(credentials));
        register(new Declared());
        register(new Turns());
        register(new BytesWriter());
        register(new AnswerStatus());
        register(new StandardHeaders(limits));
        register(new Failures());
        register(new JsonReader());
        register(new JsonWriter());
        register(new StreamWriter());
        List<Object> described = described(resources);
        described.forEach(this::register);
        if (settings.mcp().enabled()) {
            serveTools(new McpResource(settings.mcp(), settings.publicUrl(), described));
        }
        property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
        property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true);
        property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
        property(ServerProperties.WADL_FEATURE_DISABLE, true);
        property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    }

    private void serveTools(McpResource tools) {
        register(tools);
        register(tools.requests());
    }

    /** The resources, the page about them, and the description of both. */
    private static List<Object> described(Collection<?> resources) {
        List<Object> all = new ArrayList<>(resources);
        all.add(new DocsResource());
        all.add(new OpenApiResource(all));
        return all;
    }
}
