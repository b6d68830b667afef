package io.jamesagents.authentication.spf;

/** Ends the evaluation of a record. */
final class SpfError extends Exception {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    private SpfError(Outcome outcome) {
        super(outcome.word(), null, false, false);
        this.outcome = outcome;
    }

    /** The domain's owner has to put something right. */
    static SpfError permanent() {
        return new SpfError(Outcome.PERMERROR);
    }

    /** The DNS did not answer. */
    static SpfError temporary() {
        return new SpfError(Outcome.TEMPERROR);
    }

    Outcome outcome() {
        return outcome;
    }
}
