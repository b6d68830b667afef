package io.jamesagents.rest;

import io.jamesagents.metrics.Meters;
import io.jamesagents.metrics.Timing;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts requests, and times them, by the feature whose resource they are for and by what came of them. A stream is timed until
 * it begins.
 */
@Priority(0)
final class Traffic implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String PROPERTY = Traffic.class.getName();
    private static final String NAME = "agents.http.";
    /** For what no resource is there. */
    private static final String OTHER = "other";

    private static final String REFUSED = "agents.limits.refused";
    private static final String TURNED_AWAY = "agents.http.overload";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int HUNDRED = 100;

    private final Meters meters;

    Traffic(Collection<?> resources, Meters meters) {
        this.meters = meters;
        List<String> features = Stream.concat(resources.stream().map(Traffic::feature), Stream.of(OTHER))
                .distinct()
                .toList();
        meters.announce(
                features.stream()
                        .flatMap(feature -> Stream.of(name(feature, 200), name(feature, 400), name(feature, 500)))
                        .toList(),
                features.stream().map(Traffic::seconds).toList());
        meters.announce(List.of(REFUSED, TURNED_AWAY), List.of());
    }

    /** The package that its resource is in, which is named by a noun of the URL. */
    private static String feature(Object resource) {
        String name = resource.getClass().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String seconds(String feature) {
        return NAME + feature + ".seconds";
    }

    private static String name(String feature, int status) {
        return NAME + feature + "." + status / HUNDRED + "xx";
    }

    private static String feature(ContainerRequestContext request) {
        List<Object> matched = request.getUriInfo().getMatchedResources();
        return matched.isEmpty() ? OTHER : feature(matched.get(0));
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(PROPERTY, meters.time(seconds(feature(request))));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PROPERTY) instanceof Timing timing) {
            request.removeProperty(PROPERTY);
            timing.close();
        }
        meters.count(name(feature(request), response.getStatus()));
        if (response.getStatus() == TOO_MANY_REQUESTS) {
            meters.count(REFUSED);
        }
    }

    /** A request came while there was no room for it. */
    void turnedAway() {
        meters.count(TURNED_AWAY);
    }
}
