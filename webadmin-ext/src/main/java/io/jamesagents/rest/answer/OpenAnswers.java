package io.jamesagents.rest.answer;

/** A resource that holds answers open; the server has it end them before it stops. */
public interface OpenAnswers {
    /** Ends all of them at once, and those that are begun later. */
    void close();
}
