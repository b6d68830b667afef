package io.jamesagents.suppression;

import java.util.Arrays;

/** Why nothing is sent to an address. */
public enum SuppressionReason {
    /** Its server refused a mail for good. */
    HARD_BOUNCE("hard_bounce", "hard"),
    /** Several mails in a row were given up. */
    SOFT_BOUNCE("soft_bounce", "soft"),
    /** Its owner called a mail unwanted. */
    COMPLAINT("complaint", "spam"),
    /** Its owner followed the link in a mail. */
    UNSUBSCRIBE("unsubscribe", "permanent"),
    /** Somebody of the organisation said so. */
    MANUAL("manual", "permanent");

    private final String word;
    private final String type;

    SuppressionReason(String word, String type) {
        this.word = word;
        this.type = type;
    }

    /** Its name on the wire and in the database. */
    public String word() {
        return word;
    }

    /** The kind of reason that it is to clients. */
    public String type() {
        return type;
    }

    static SuppressionReason parse(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no reason is called " + word));
    }
}
