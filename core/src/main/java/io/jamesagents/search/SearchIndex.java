package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The words and vectors of messages. It finds candidates; how they are ranked is {@link Search}'s. Every search names the
 * organisation in its filter, and finds nothing of any other.
 *
 * <p>Several threads may use it at the same time. Every method throws {@link Unavailable} when the engine cannot do it now; then
 * nothing of the call, or all, or a part of it is done, and it can be repeated.
 */
public interface SearchIndex extends AutoCloseable {

    /** Puts messages in, instead of what is there under their ids. Searches see them after {@link #refresh}. */
    void put(List<IndexedMessage> messages);

    void remove(OrgId org, Collection<MessageId> messages);

    void removeInbox(OrgId org, InboxId inbox);

    void removeOrganisation(OrgId org);

    /** Takes out of the engine's files, too, what was removed and committed before. This can take minutes. */
    void expunge();

    /** From now on searches see everything that was put in and removed before. */
    void refresh();

    /**
     * From now on everything that was put in and removed before survives the end of the process, however it ends.
     *
     * @param upTo noted with it, see {@link #committed}
     */
    void commit(Instant upTo);

    /**
     * The time of the last commit that survived: what was put in since may be lost. {@link Instant#EPOCH} for an index that never
     * had one, {@link Instant#MAX} of an engine that loses nothing that it took.
     */
    Instant committed();

    /**
     * The messages that have some of the words, by BM25 over their fields as {@link SearchField} weighs them: the best first, of
     * equals that with the smaller id. A word that occurs twice in the text counts twice. A text without any word finds nothing.
     */
    List<WordMatch> words(SearchFilter filter, String text, int limit);

    /**
     * The passages whose vectors are nearest to this one, which has length 1: the nearest first. Several may be of one message.
     */
    List<PassageMatch> passages(SearchFilter filter, float[] vector, int limit);

    /** Where in the texts, one list for each, words stand that {@link #words} would find by this query. */
    List<List<Span>> spans(String query, List<String> texts);

    /** The messages and passages in it, and its size. */
    IndexSize size();

    @Override
    void close();
}
