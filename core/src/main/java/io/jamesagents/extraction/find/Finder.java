package io.jamesagents.extraction.find;

import java.util.List;

/** Finds all values of one kind in a text, in their order; in time that grows with its length. */
public interface Finder {
    List<Candidate> find(Text text);
}
