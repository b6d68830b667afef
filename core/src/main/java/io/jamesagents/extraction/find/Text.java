package io.jamesagents.extraction.find;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jamesagents.extraction.Found.Source;
import io.jamesagents.extraction.MailToRead;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is searched of a mail: its subject, in a line of its own, and its text; the beginning of those that are very long. */
public final class Text {
    private static final int MAX_SUBJECT = 500;
    private static final int MAX = 20_000;
    private static final int AROUND = 40;

    private final MailToRead mail;
    private final String all;
    private final int body;

    public Text(MailToRead mail) {
        this.mail = mail;
        String subject = mail.subject() == null ? "" : cut(mail.subject().replace('\n', ' '), MAX_SUBJECT);
        this.all = subject + "\n" + cut(mail.text(), MAX);
        this.body = subject.length() + 1;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    public String all() {
        return all;
    }

    public MailToRead mail() {
        return mail;
    }

    /** The day on which it was written, in UTC. */
    LocalDate day() {
        return LocalDate.ofInstant(mail.date(), ZoneOffset.UTC);
    }

    public Source source(int at) {
        return at < body ? Source.subject : Source.text;
    }

    /** Where the body begins. */
    int body() {
        return body;
    }

    /** The line up to a place, and if there are no letters before it in its line, also the line before. */
    public String before(int at) {
        int line = all.lastIndexOf('\n', at - 1) + 1;
        String before = all.substring(line, at);
        if (line > body && before.codePoints().noneMatch(Character::isLetter)) {
            int previous = all.lastIndexOf('\n', line - 2) + 1;
            return all.substring(previous, at);
        }
        return before;
    }

    /** The rest of the line from a place on. */
    public String after(int at) {
        int end = all.indexOf('\n', at);
        return all.substring(at, end < 0 ? all.length() : end);
    }

    /** The words around a value, in one line. */
    public String around(int start, int end) {
        int from = Math.max(all.lastIndexOf('\n', Math.max(0, start - 1)) + 1, start - AROUND);
        int lineEnd = all.indexOf('\n', end);
        int to = Math.min(lineEnd < 0 ? all.length() : lineEnd, end + AROUND);
        return all.substring(Math.min(from, start), Math.max(to, end)).strip();
    }

    /** Everything that a pattern finds, as texts. */
    List<Candidate> all(Pattern pattern, int group, double quality) {
        List<Candidate> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(all);
        while (matcher.find()) {
            found.add(new Candidate(
                    matcher.start(group), matcher.end(group), TextNode.valueOf(matcher.group(group)), quality));
        }
        return found;
    }
}
