package io.jamesagents.extraction.find;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names of people where mail has them: after "my name is", below the last greeting. */
public final class People implements Finder {
    private static final String NAME = "(\\p{Lu}[\\p{L}'’.-]{0,30}(?:[ ]\\p{Lu}[\\p{L}'’.-]{0,30}){0,3})";
    private static final Pattern SAID = Pattern.compile(
            "(?:\\b(?i:my name is|name is|name's|i am|i'm|this is|mein name ist|ich heiße|under the name|for the name of)\\s{1,2})"
                    + NAME);
    private static final Pattern SIGNED = Pattern.compile(
            "(?m)^[ \\t]{0,4}(?i:(?:best|kind|warm|many)?\\s?(?:regards|wishes|greetings|thanks)|sincerely(?: yours)?|yours(?: sincerely| truly| faithfully)?|cheers|thank you|best|mit freundlichen grüßen|viele grüße|liebe grüße|beste grüße|gruß|cordialement|saludos)[ \\t]{0,4}[,.!]?[ \\t]*\\r?\\n(?:[ \\t]*\\r?\\n){0,2}[ \\t-]{0,4}"
                    + NAME + "[ \\t,]*$");
    private static final double QUALITY = 0.75;

    @Override
    public List<Candidate> find(Text text) {
        List<Candidate> found = new ArrayList<>();
        for (Pattern pattern : List.of(SAID, SIGNED)) {
            Matcher matcher = pattern.matcher(text.all());
            while (matcher.find()) {
                String name = matcher.group(1).replaceAll("[.,]$", "");
                found.add(new Candidate(
                        matcher.start(1), matcher.start(1) + name.length(), TextNode.valueOf(name), QUALITY));
            }
        }
        return found;
    }
}
