package io.jamesagents.doctor;

/** Looks at one side of an installation. It changes nothing, and may take a few seconds. */
public interface Check {
    /** A word or two, in lower case with dashes. */
    String name();

    /** Adds what is wrong to the findings; nothing when all is well. What it throws is a finding, too. */
    void look(Findings findings) throws Exception;
}
