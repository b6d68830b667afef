package io.jamesagents.doctor.parts;

/** What James keeps its own data in. {@code url} is empty when it is not a database of {@code james-database.properties}. */
public record JamesStore(String url, String driver, boolean inMemory) {}
