package io.jamesagents.rest.operator;

import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.dropwizard.MetricsRoutes;
import spark.Service;

/**
 * James's {@code GET /metrics}, for Prometheus, behind webadmin's token like everything else there; James's own route is open to
 * whoever can connect. Named in {@code webadmin.properties} as {@code extensions.routes}.
 */
public final class GuardedMetricsRoutes implements Routes {
    private final MetricsRoutes metrics;

    @Inject
    public GuardedMetricsRoutes(MetricsRoutes metrics) {
        this.metrics = metrics;
    }

    @Override
    public String getBasePath() {
        return MetricsRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        metrics.define(service);
    }
}
