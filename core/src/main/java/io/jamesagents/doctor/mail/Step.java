package io.jamesagents.doctor.mail;

import java.util.Map;
import java.util.Set;

/**
 * A line of the pipeline: {@code <mailet match="…" class="…">} with its parameters. Matcher and mailet are their names without
 * package and condition.
 */
public record Step(String matcher, String mailet, Map<String, String> parameters) {
    private static final String TO_PROCESSOR = "ToProcessor";

    /** Matchers that take, among others, every mail for an inbox. */
    private static final Set<String> WIDE = Set.of("All", "RecipientIsLocal", "HostIsLocal", "RecipientIsAgentInbox");

    /** Mailets behind which a mail does not go on to its inbox. */
    private static final Set<String> TAKING = Set.of(
            "LocalDelivery",
            "ToRecipientFolder",
            "RemoteDelivery",
            "DeliverRemotely",
            "ToRepository",
            "ToSenderFolder",
            "Forward",
            "Redirect",
            "Bounce",
            "DSNBounce",
            "Null");

    public Step {
        matcher = name(matcher);
        mailet = name(mailet);
        parameters = Map.copyOf(parameters);
    }

    private static String name(String text) {
        String plain = text.split("=", 2)[0].trim();
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    boolean runs(String name) {
        return mailet.equals(name);
    }

    /** Whether mail for an inbox comes under it, whatever the mail is. */
    boolean wide() {
        return WIDE.contains(matcher);
    }

    /** Whether mail for an inbox ends here. */
    boolean takes() {
        return TAKING.contains(mailet) && wide();
    }

    /** Whether no mail goes on to the next line. */
    boolean last() {
        return matcher.equals("All") && (leads() || mailet.equals("Null"));
    }

    boolean leads() {
        return mailet.equals(TO_PROCESSOR);
    }

    /** The processor that it leads to; empty when it is none that does. */
    String target() {
        return leads() ? parameters.getOrDefault("processor", "").trim() : "";
    }
}
