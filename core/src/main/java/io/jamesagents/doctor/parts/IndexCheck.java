package io.jamesagents.doctor.parts;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import io.jamesagents.search.IndexStatus;

/** Whether the search index answers. */
public final class IndexCheck implements Check {
    private final IndexStatus status;

    public IndexCheck(IndexStatus status) {
        this.status = status;
    }

    @Override
    public String name() {
        return "search-index";
    }

    @Override
    public void look(Findings findings) {
        if (!status.answers()) {
            findings.warn(
                    "The search index does not answer, so that search goes on in the database, slowly and by words.",
                    "Start Elasticsearch, or have a damaged index built anew: POST /agents/search/reindex.");
        }
    }
}
