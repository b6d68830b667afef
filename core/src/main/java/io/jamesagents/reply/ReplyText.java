package io.jamesagents.reply;

/**
 * A mail's text, parted: {@code visible} is what its author wrote, without quotes and signature, and {@code quoted} what they
 * quoted, both without blank lines around. {@code quoted} may be null. Quotes between whose lines the author answers are in
 * both, since the answers say nothing without them; a mail that is passed on is visible, since it is what the mail is about.
 *
 * <p>Parting takes time that is linear in the text, and never fails. Behind 100,000 characters or 3,000 lines nothing is looked
 * at; what is there goes with the last line before.
 */
public record ReplyText(String visible, String quoted) {

    /** Of a text with {@code >} before the lines of quotes. */
    public static ReplyText of(String text) {
        return of(text, null);
    }

    /** Of the text of a mail with this subject, which may be null: it tells mails that are passed on. */
    public static ReplyText of(String text, String subject) {
        return new Parting(Lines.of(text), ForwardSubject.is(subject)).result();
    }
}
