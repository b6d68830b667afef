package io.jamesagents.thread;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a mail can show of its author, before any thread is looked at. */
public enum Standing {
    /** The author's domain was authenticated, with alignment. */
    AUTHENTICATED,
    /** Nothing speaks for the author, and nothing against. */
    UNKNOWN,
    /** The author's name is not to be believed, or could not be looked into. */
    FAILED,
    /** It is one of our own names, and it did not come from us. */
    FORGED;

    private static final Set<String> DISBELIEVED = Set.of("fail", "temperror");

    /**
     * @param authentication the block {@code authentication} of a message; null when nobody looked
     * @param sender the author, as the message shows it; null for none
     * @param ours whether the author's address is the inbox's own, or on a domain of its organisation
     */
    public static Standing of(@Nullable ObjectNode authentication, @Nullable String sender, boolean ours) {
        if (authentication == null) {
            // Copies of our own mail do not come this way, but a name of ours in a thread must not open it.
            return ours ? FAILED : UNKNOWN;
        }
        Standing shown = shown(authentication, sender);
        return ours && shown != AUTHENTICATED ? FORGED : shown;
    }

    /**
     * What was authenticated has to be what is shown: of two From fields neither is. A DNS that did not answer speaks for nobody,
     * since it may be the forger's own.
     */
    private static Standing shown(ObjectNode authentication, String sender) {
        String verdict = authentication.path("verdict").asText();
        String author = authentication.path("header_from").asText();
        if (sender == null || !sender.equalsIgnoreCase(author) || DISBELIEVED.contains(verdict)) {
            return FAILED;
        }
        if (verdict.equals("pass") || authentication.hasNonNull("verified_domain")) {
            return AUTHENTICATED;
        }
        return refused(authentication.path("spf"), author) ? FAILED : UNKNOWN;
    }

    /** Whether the author's own domain says that the client may not send for it. */
    private static boolean refused(JsonNode spf, String author) {
        String domain = author.substring(author.lastIndexOf('@') + 1);
        return spf.path("result").asText().equals("fail")
                && spf.path("domain").asText().equalsIgnoreCase(domain);
    }
}
