package io.jamesagents.embedding;

/**
 * A piece of a text that is short enough for one vector.
 *
 * @param number 0 for the first of its text
 * @param from where it begins in its text, in UTF-16 units
 * @param to where it ends there
 * @param text what to embed: the title, if there is one, on a line of its own, and the piece
 */
public record Passage(int number, int from, int to, String text) {}
