package io.jamesagents.extraction.find;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jamesagents.extraction.SafePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Finds what the pattern of a schema describes, where it stands by itself. */
public final class Given implements Finder {
    private static final int MOST = 100;
    private static final double QUALITY = 0.8;

    private final String regex;

    public Given(String regex) {
        this.regex = regex;
    }

    @Override
    public List<Candidate> find(Text text) {
        Optional<SafePattern> pattern = SafePattern.of("(?<![\\w-])(?:" + unanchored() + ")(?![\\w-])");
        List<Candidate> found = new ArrayList<>();
        if (pattern.isPresent()) {
            Matcher matcher = pattern.get().matcher(text.all());
            while (found.size() < MOST && SafePattern.find(matcher)) {
                if (matcher.end() > matcher.start() && matcher.group().indexOf('\n') < 0) {
                    found.add(
                            new Candidate(matcher.start(), matcher.end(), TextNode.valueOf(matcher.group()), QUALITY));
                }
            }
        }
        return found;
    }

    private String unanchored() {
        String inner = regex.startsWith("^") ? regex.substring(1) : regex;
        return inner.endsWith("$") && !inner.endsWith("\\$") ? inner.substring(0, inner.length() - 1) : inner;
    }
}
