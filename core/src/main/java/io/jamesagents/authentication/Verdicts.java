package io.jamesagents.authentication;

import java.util.List;

/** What is said about senders without an evaluation. */
public final class Verdicts {
    private static final String NONE = "none";
    private static final String TEMPERROR = "temperror";

    private Verdicts() {}

    /** About a mail of which nothing could be found out in time. */
    public static Authentication unknown(String envelopeFrom) {
        return of(TEMPERROR, TEMPERROR, "", envelopeFrom, null);
    }

    /** About a mail whose author the server knows itself. */
    public static Authentication known(String author, String envelopeFrom) {
        return of("pass", NONE, author, envelopeFrom, author.substring(author.lastIndexOf('@') + 1));
    }

    private static Authentication of(
            String verdict, String mechanisms, String author, String envelopeFrom, String domain) {
        return new Authentication(
                verdict,
                author,
                envelopeFrom,
                domain,
                new SpfResult(mechanisms, "", null),
                List.of(),
                new DmarcResult(mechanisms, null, null, null, false, false, null),
                new ArcResult(mechanisms, 0, null, null));
    }
}
