package io.jamesagents.rest.operator;

import io.jamesagents.search.IndexStatus;
import io.jamesagents.search.Rebuild;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * The search index, for the operator, on James's webadmin: {@code GET /agents/search} says how much is in it,
 * {@code POST /agents/search/reindex} has a new one built. Named in {@code webadmin.properties} as {@code extensions.routes}.
 */
public final class SearchRoutes implements Routes {
    private static final String BASE = "/agents/search";
    private static final int ACCEPTED = 202;

    private final Rebuild rebuild;
    private final IndexStatus status;

    @Inject
    public SearchRoutes(Rebuild rebuild, IndexStatus status) {
        this.rebuild = rebuild;
        this.status = status;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, this::show);
        service.post(BASE + "/reindex", this::reindex);
    }

    private Object show(Request request, Response response) {
        return Answer.of(response, status.get());
    }

    private Object reindex(Request request, Response response) {
        response.status(ACCEPTED);
        return Answer.of(response, Map.of("building", rebuild.begin()));
    }
}
