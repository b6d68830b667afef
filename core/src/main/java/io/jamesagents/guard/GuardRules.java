package io.jamesagents.guard;

/**
 * What stops an organisation from sending: with {@code reputation} that as many of a thousand recipients bounce or complain; more
 * than so many recipients of an inbox in a day to whom it never wrote before, 0 for any number; with {@code burst} too many
 * mails within seconds.
 */
public record GuardRules(
        boolean reputation, int bouncePerMille, int complaintPerMille, int newRecipientsPerDay, boolean burst) {

    /** These rules and what an organisation asks for beyond them, whichever is stricter. */
    GuardRules with(GuardWish wish) {
        return new GuardRules(
                reputation || wish.reputation(),
                threshold(bouncePerMille, wish.bouncePerMille()),
                threshold(complaintPerMille, wish.complaintPerMille()),
                cap(newRecipientsPerDay, wish.newRecipientsPerDay()),
                burst || wish.burst());
    }

    /** Where the rule is off, the operator's threshold is a suggestion. */
    private int threshold(int ours, Integer wished) {
        if (wished == null) {
            return ours;
        }
        return reputation ? Math.min(ours, wished) : wished;
    }

    private static int cap(int ours, Integer wished) {
        if (wished == null) {
            return ours;
        }
        return ours == 0 ? wished : Math.min(ours, wished);
    }
}
