package io.jamesagents.authentication.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the owner of a domain published (RFC 7208, section 4.6): read to the end before anything of it is used. */
record SpfRecord(List<Term> terms, @Nullable MacroString redirect, @Nullable MacroString explanation) {
    private static final String VERSION = "v=spf1";
    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*+)=(.*)", Pattern.DOTALL);

    static boolean isOne(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    static SpfRecord parse(String text) throws SpfError {
        List<Term> terms = new ArrayList<>();
        MacroString redirect = null;
        MacroString explanation = null;
        for (String term : text.substring(VERSION.length()).split(" ")) {
            Matcher modifier = MODIFIER.matcher(term);
            if (!modifier.matches()) {
                if (!term.isEmpty()) {
                    terms.add(Term.parse(term));
                }
                continue;
            }
            switch (modifier.group(1).toLowerCase(Locale.ROOT)) {
                case "redirect" -> redirect = once(redirect, modifier.group(2));
                case "exp" -> explanation = once(explanation, modifier.group(2));
                default -> MacroString.value(modifier.group(2));
            }
        }
        return new SpfRecord(terms, redirect, explanation);
    }

    private static MacroString once(@Nullable MacroString before, String text) throws SpfError {
        if (before != null) {
            throw SpfError.permanent();
        }
        return MacroString.domain(text);
    }
}
