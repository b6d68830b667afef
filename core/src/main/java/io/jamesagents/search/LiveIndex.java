package io.jamesagents.search;

/** An open index and the model that its vectors are of. */
record LiveIndex(String name, SearchIndex index, String model) {}
