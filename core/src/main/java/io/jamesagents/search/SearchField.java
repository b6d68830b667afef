package io.jamesagents.search;

/** The parts of a message in which words are looked for, and how much one of them counts there. */
public enum SearchField {
    /** Counts little beside {@link #TEXT}, of which it is the beginning. */
    SUBJECT(0.15),
    /** The subject and what the author wrote. */
    TEXT(1),
    /** What the author quotes. */
    QUOTED(0.3),
    /** Addresses and names of everybody in the header. */
    PEOPLE(0.5),
    /** What is in attached files, and their names. */
    ATTACHMENTS(0.5);

    private final double weight;

    SearchField(double weight) {
        this.weight = weight;
    }

    public double weight() {
        return weight;
    }
}
