package io.jamesagents.rest.operator;

import io.jamesagents.ingest.Reconciler;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * The reconciler, for the operator, on James's webadmin: {@code POST /agents/reconcile} has a round of it begin now and tells, as
 * a task, what was found. Named in {@code webadmin.properties} as {@code extensions.routes}.
 */
public final class ReconcileRoutes implements Routes {
    private static final String BASE = "/agents/reconcile";

    private final Reconciler reconciler;
    private final OperatorTaskRunner tasks;

    @Inject
    public ReconcileRoutes(Reconciler reconciler, OperatorTaskRunner tasks) {
        this.reconciler = reconciler;
        this.tasks = tasks;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        Answer.forErrors(service);
        service.post(BASE, this::reconcile);
    }

    private Object reconcile(Request request, Response response) {
        return tasks.begin(response, "agents-reconcile", Map.of(), reconciler::run);
    }
}
