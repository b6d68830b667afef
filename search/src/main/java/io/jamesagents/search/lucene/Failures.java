package io.jamesagents.search.lucene;

import io.jamesagents.AgentsException.Unavailable;
import java.io.IOException;
import org.apache.lucene.store.AlreadyClosedException;

/** What goes wrong in Lucene: a full or broken disk, or an index that was closed because of that. */
final class Failures {
    private Failures() {}

    interface Work {
        void run() throws IOException;
    }

    interface Question<T> {
        T get() throws IOException;
    }

    static void run(Work work) {
        get(() -> {
            work.run();
            return null;
        });
    }

    static <T> T get(Question<T> question) {
        try {
            return question.get();
        } catch (IOException | AlreadyClosedException e) {
            throw new Unavailable("The search index does not answer", e);
        }
    }
}
