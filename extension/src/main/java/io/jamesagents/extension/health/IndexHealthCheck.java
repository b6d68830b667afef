package io.jamesagents.extension.health;

import io.jamesagents.search.IndexStatus;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;

/** Whether the search index answers; without it the database is searched. */
public final class IndexHealthCheck extends AgentsHealthCheck {
    private final IndexStatus status;

    @Inject
    public IndexHealthCheck(IndexStatus status) {
        super("Agents search index");
        this.status = status;
    }

    @Override
    Result look() {
        return status.answers() ? well() : degraded("It does not answer: search goes on in the database, by words");
    }
}
