package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import java.util.Set;

/**
 * What keeps search indexes: Lucene in this process, or Elasticsearch. An index is opened under a name; several are there at
 * once only while a new one is built beside the one that answers.
 *
 * <p>Every method throws {@link Unavailable} when the engine cannot do it now.
 */
public interface SearchEngine extends AutoCloseable {

    /**
     * Opens an index, which is made if it is not there.
     *
     * @param name lower-case letters, digits and dashes
     * @param dimensions of the vectors in it
     */
    SearchIndex open(String name, int dimensions);

    /** The names of the indexes that are there. */
    Set<String> names();

    /** Removes an index with all that is in it; one that is not there is fine. Whoever has it open closes it before. */
    void drop(String name);

    @Override
    void close();
}
