package io.jamesagents.rest.answer;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response.Status;

/** Gives the answers of a resource method the status that its {@link Answers} says. */
public final class AnswerStatus implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Answers answers = resource.getResourceMethod().getAnnotation(Answers.class);
        if (answers != null) {
            context.register(new Change(answers.value()));
        }
    }

    private record Change(int status) implements ContainerResponseFilter {

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (response.getStatus() == Status.OK.getStatusCode()) {
                response.setStatus(status);
            }
        }
    }
}
