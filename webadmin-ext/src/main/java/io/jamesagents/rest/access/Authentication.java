package io.jamesagents.rest.access;

import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.List;

/** Asks for a key before every resource method that is not public; a method that says neither stops the start. */
public final class Authentication implements DynamicFeature {
    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;

    public Authentication(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        Needs needs = method.getAnnotation(Needs.class);
        if (needs != null) {
            context.register(new Check(keys, List.of(needs.value())), Priorities.AUTHENTICATION);
        } else if (!method.isAnnotationPresent(Public.class) && !isJerseys(method)) {
            throw new IllegalStateException(method + " does not say who may call it");
        }
    }

    /** The answer to OPTIONS, which Jersey makes. */
    private static boolean isJerseys(Method method) {
        String owner = method.getDeclaringClass().getName();
        return owner.startsWith("org.glassfish.jersey.") || owner.startsWith("jakarta.ws.rs.");
    }

    private record Check(ApiKeys keys, List<Scope> scopes) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            Caller caller = keys.authenticate(key(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
            Call.setCaller(request, caller);
            scopes.forEach(caller::require);
        }

        private static String key(String header) {
            if (header == null || header.isBlank()) {
                throw new Unauthenticated("Missing Authorization header");
            }
            if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                throw new Unauthenticated("Unsupported authorization scheme; use 'Authorization: Bearer <API key>'");
            }
            return header.substring(BEARER.length()).trim();
        }
    }
}
