package io.jamesagents.deletion;

import io.jamesagents.search.Forgetting;

/** Takes messages out of the search index whose rows were deleted before. */
final class SearchErasure implements Step {
    private final Forgetting forgetting;

    SearchErasure(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    @Override
    public boolean run(Run run) {
        while (forgetting.some(run.request().org())) {
            run.goOn();
            if (run.pause()) {
                return false;
            }
        }
        return true;
    }
}
