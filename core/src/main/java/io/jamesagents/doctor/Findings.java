package io.jamesagents.doctor;

import java.util.ArrayList;
import java.util.List;

/** What one check has found so far. */
public final class Findings {
    private final String check;
    private final List<Finding> all = new ArrayList<>();

    public Findings(String check) {
        this.check = check;
    }

    /** Mail is lost, does not flow, or the server is open: a sentence on what is wrong, and one on what to do. */
    public void fail(String problem, String advice) {
        all.add(new Finding(check, Severity.FAIL, problem, advice));
    }

    /** Something is missing or will go wrong. */
    public void warn(String problem, String advice) {
        all.add(new Finding(check, Severity.WARN, problem, advice));
    }

    /** What was found; that all is well, if nothing was. */
    public List<Finding> all() {
        return all.isEmpty() ? List.of(new Finding(check, Severity.OK, "", "")) : List.copyOf(all);
    }
}
