package io.jamesagents.extraction.builtin;

import io.jamesagents.extraction.MailToRead;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a mail is about is said at its beginning, after the greeting and the courtesies, which say nothing. */
final class Opening {
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+|\\n+");
    private static final Pattern GREETING = Pattern.compile(
            "(?iu)^(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|sehr geehrte\\w*|liebe\\w*|hallo|guten tag|bonjour|hola|to whom it may concern)\\b[^,.!:\\n]{0,60}(?:[,.!:]\\s*|$)");
    private static final Pattern COURTESY = Pattern.compile(
            "(?iu)^(?:i (?:hope|trust) (?:this|you|all)|hope (?:this|you|all)|ich hoffe,|thank(?:s| you)\\b(?! for (?:nothing))|vielen dank|best regards|kind regards|mit freundlichen|looking forward|i look forward|please let me know|let me know if|(?:ich )?freue mich|sincerely|sent from my)");
    private static final int MOST = 1000;
    private static final int MOST_SENTENCES = 12;
    private static final int LOOKED_AT = 8000;

    private Opening() {}

    /** The first sentences that say something, the subject aside. */
    static List<String> sentences(MailToRead mail) {
        String text = mail.text().substring(0, Math.min(mail.text().length(), LOOKED_AT));
        List<String> sentences = new ArrayList<>();
        for (String part : SENTENCE.split(text.strip())) {
            String sentence = GREETING.matcher(part.strip()).replaceFirst("").strip();
            if (!sentence.isEmpty() && !COURTESY.matcher(sentence).find() && sentences.size() < MOST_SENTENCES) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    /** Subject and first sentences in one. */
    static String text(MailToRead mail) {
        String text = (mail.subject() == null ? "" : mail.subject() + ". ") + String.join(" ", sentences(mail));
        return text.substring(0, Math.min(text.length(), MOST));
    }
}
