package io.jamesagents.rest.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells every request which parameters the resource method that will serve it {@link Takes}. */
public final class Declared implements DynamicFeature {
    private static final String PROPERTY = Declared.class.getName();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Set<String> names = TakenParameter.of(resource.getResourceMethod().getAnnotation(Takes.class)).stream()
                .map(TakenParameter::name)
                .collect(Collectors.toUnmodifiableSet());
        if (!names.isEmpty()) {
            context.register(new Note(names));
        }
    }

    @SuppressWarnings("unchecked")
    static Set<String> names(ContainerRequestContext request) {
        Object names = request.getProperty(PROPERTY);
        return names == null ? Set.of() : (Set<String>) names;
    }

    private record Note(Set<String> names) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(PROPERTY, names);
        }
    }
}
