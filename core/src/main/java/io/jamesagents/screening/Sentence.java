package io.jamesagents.screening;

import io.jamesagents.screening.Rules.Verdict;

/**
 * A sentence with what its words say.
 *
 * @param cues how many words it has that orders to programs are made of
 * @param order whether it begins as an order does
 */
record Sentence(String text, int cues, boolean order, Verdict rules) {}
