package io.jamesagents.rest.access;

import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.request.BufferedBody;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.List;

/** Asks for credentials before every resource method that is not public; a method that says neither stops the start. */
public final class Authentication implements DynamicFeature {
    private final Credentials credentials;

    public Authentication(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        Needs needs = method.getAnnotation(Needs.class);
        if (needs != null) {
            context.register(
                    new Check(credentials, BufferedBody.of(method), List.of(needs.value())), Priorities.AUTHENTICATION);
        } else if (!method.isAnnotationPresent(Public.class) && !isJerseys(method)) {
            throw new IllegalStateException(method + " does not say who may call it");
        }
    }

    /** The answer to OPTIONS, which Jersey makes. */
    private static boolean isJerseys(Method method) {
        String owner = method.getDeclaringClass().getName();
        return owner.startsWith("org.glassfish.jersey.") || owner.startsWith("jakarta.ws.rs.");
    }

    private record Check(Credentials credentials, BufferedBody body, List<Scope> scopes)
            implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            if (!Call.isInner(request)) {
                authenticate(request);
            }
            Caller caller = Call.callerOf(request).orElseThrow();
            scopes.forEach(caller::require);
        }

        private void authenticate(ContainerRequestContext request) {
            Caller caller = credentials.caller(request, body);
            Call.setCaller(request, caller);
            Call.setAuthorised(request, credentials.still(request, caller));
        }
    }
}
