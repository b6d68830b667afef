package io.jamesagents.screening;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * A link that is not what it seems.
 *
 * @param code what is wrong with it
 * @param shown the host that its words name, or null
 * @param host the host that it leads to, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
record LinkSign(String code, @Nullable String shown, @Nullable String host) {
    /** The words name a host of another registered domain than the one that the link leads to. */
    static final String HOST_MISMATCH = "host_mismatch";
    /** Letters of other scripts in the place of Latin ones. */
    static final String LOOKALIKE_HOST = "lookalike_host";
    /** An address instead of a name. */
    static final String IP_HOST = "ip_host";
    /** Something that looks like a host stands before an @, in front of the real one. */
    static final String USERINFO = "userinfo";
    /** The link is a program or a document itself. */
    static final String ACTIVE_SCHEME = "active_scheme";
}
