package io.jamesagents.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Text of a mail that a person does not see and a program reads.
 *
 * @param kinds the ways in which it is hidden
 * @param texts what it says, each piece by itself
 * @param asides text in places that nobody hides it in, but few read: comments, descriptions of pictures
 */
record Hidden(Set<String> kinds, List<String> texts, List<String> asides) {
    private static final int SAMPLE = 200;

    Hidden and(Hidden other) {
        Set<String> allKinds = new TreeSet<>(kinds);
        allKinds.addAll(other.kinds);
        List<String> allTexts = new ArrayList<>(texts);
        allTexts.addAll(other.texts);
        return new Hidden(allKinds, allTexts, asides.isEmpty() ? other.asides : asides);
    }

    boolean found() {
        return !kinds.isEmpty();
    }

    int characters() {
        return texts.stream().mapToInt(String::length).sum();
    }

    /** The beginning of what is hidden. */
    String sample() {
        String all = String.join(" ", texts);
        return all.length() <= SAMPLE ? all : all.substring(0, SAMPLE) + "…";
    }
}
