package io.jamesagents.screening;

import io.jamesagents.screening.Rules.Verdict;

/** A sentence with what is known of it: what the rules say, whether it begins as an order does, and its vector. */
record Looked(Verdict rules, boolean order, float[] vector) {}
