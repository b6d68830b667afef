package io.jamesagents.guard;

import io.jamesagents.AgentsException.Invalid;

/** What an organisation asks of itself beyond what the operator asks of all; null for nothing more. */
public record GuardWish(
        boolean reputation,
        Integer bouncePerMille,
        Integer complaintPerMille,
        Integer newRecipientsPerDay,
        boolean burst) {
    static final GuardWish NONE = new GuardWish(false, null, null, null, false);

    private static final String BOUNCES = "bounce_per_mille";
    private static final String COMPLAINTS = "complaint_per_mille";
    private static final String NEW_RECIPIENTS = "new_recipients_per_day";
    private static final int MAX_THRESHOLD = 1000;
    private static final int MAX_RECIPIENTS = 1_000_000;

    public GuardWish {
        require(BOUNCES, bouncePerMille, MAX_THRESHOLD);
        require(COMPLAINTS, complaintPerMille, MAX_THRESHOLD);
        require(NEW_RECIPIENTS, newRecipientsPerDay, MAX_RECIPIENTS);
    }

    /** Refuses what is looser than the operator's rules. */
    void requireWithin(GuardRules rules) {
        if (rules.reputation()) {
            require(BOUNCES, bouncePerMille, rules.bouncePerMille());
            require(COMPLAINTS, complaintPerMille, rules.complaintPerMille());
        }
        if (rules.newRecipientsPerDay() > 0) {
            require(NEW_RECIPIENTS, newRecipientsPerDay, rules.newRecipientsPerDay());
        }
    }

    private static void require(String field, Integer value, int max) {
        if (value != null && (value < 1 || value > max)) {
            throw new Invalid(field, field + " must be between 1 and " + max);
        }
    }
}
