package io.jamesagents.extraction.find;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what stands after a label in its line, where the label is what the field is called. */
public final class Labelled implements Finder {
    private static final Pattern LINE =
            Pattern.compile("(?m)^[ \\t>*•-]{0,8}([^:=\\n]{1,60}?)[ \\t]*[:=][ \\t]*(\\S[^\\n]{0,299}?)[ \\t]*$");
    private static final int MORE_WORDS = 2;
    private static final double EXACT = 0.95;
    private static final double LONGER = 0.8;

    private final Set<String> words;

    public Labelled(Set<String> words) {
        this.words = words;
    }

    @Override
    public List<Candidate> find(Text text) {
        List<Candidate> found = new ArrayList<>();
        Matcher matcher = LINE.matcher(text.all());
        while (matcher.find()) {
            Set<String> label = Words.setOf(matcher.group(1));
            if (!words.isEmpty() && label.containsAll(words) && label.size() <= words.size() + MORE_WORDS) {
                double quality = label.size() == words.size() ? EXACT : LONGER;
                found.add(new Candidate(matcher.start(2), matcher.end(2), TextNode.valueOf(matcher.group(2)), quality));
            }
        }
        return found;
    }
}
