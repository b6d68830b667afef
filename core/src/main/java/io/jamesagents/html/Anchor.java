package io.jamesagents.html;

/** A link as a reader sees it: where to, its words, and the text before it in the same block. */
public record Anchor(String href, String text, String before) {}
