package io.jamesagents.operator;

import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.Org;
import java.util.EnumSet;

/** Who runs the server: everything in every organisation, in the name of none. */
public final class Operator {
    /** As the audit log of an organisation names them. */
    public static final String ACTOR = "operator";

    private Operator() {}

    /** The operator, calling what the organisation's own callers call. */
    public static Caller of(Org org) {
        return new Caller(org, ACTOR, EnumSet.allOf(Scope.class), Reach.all(org.id()));
    }
}
