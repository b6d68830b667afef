package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Keeps messages in memory and looks at every one; told to, it is away. Its words are what stands between other characters. */
public final class TestingSearchEngine implements SearchEngine {
    private final Map<String, Memory> indexes = new ConcurrentHashMap<>();
    private volatile boolean away;

    public void away(boolean away) {
        this.away = away;
    }

    @Override
    public SearchIndex open(String name, int dimensions) {
        check();
        return indexes.computeIfAbsent(name, any -> new Memory());
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(indexes.keySet());
    }

    @Override
    public void drop(String name) {
        indexes.remove(name);
    }

    @Override
    public void close() {}

    /** Every text in every index. */
    public String everything() {
        return indexes.values().stream()
                .map(index -> index.messages.values().toString())
                .toList()
                .toString();
    }

    private void check() {
        if (away) {
            throw new Unavailable("The testing engine was told to be away", null);
        }
    }

    private final class Memory implements SearchIndex {
        private final Map<MessageId, IndexedMessage> messages = new ConcurrentHashMap<>();
        private Instant committed = Instant.EPOCH;

        @Override
        public void put(List<IndexedMessage> more) {
            check();
            more.forEach(message -> messages.put(message.id(), message));
        }

        @Override
        public void remove(OrgId org, Collection<MessageId> some) {
            removeIf(message -> message.org().equals(org) && some.contains(message.id()));
        }

        @Override
        public void removeInbox(OrgId org, InboxId inbox) {
            removeIf(message -> message.org().equals(org) && message.inbox().equals(inbox));
        }

        @Override
        public void removeOrganisation(OrgId org) {
            removeIf(message -> message.org().equals(org));
        }

        private void removeIf(Predicate<IndexedMessage> which) {
            check();
            messages.values().removeIf(which);
        }

        @Override
        public void expunge() {}

        @Override
        public void refresh() {}

        @Override
        public void commit(Instant upTo) {
            check();
            committed = upTo;
        }

        @Override
        public Instant committed() {
            return committed;
        }

        @Override
        public List<WordMatch> words(SearchFilter filter, String text, int limit) {
            check();
            return messages.values().stream()
                    .filter(message -> passes(filter, message))
                    .map(message -> new WordMatch(message.id(), score(message, wordsOf(text))))
                    .filter(match -> match.score() > 0)
                    .sorted(Comparator.comparingDouble(WordMatch::score)
                            .reversed()
                            .thenComparing(match -> match.message().value()))
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<PassageMatch> passages(SearchFilter filter, float[] vector, int limit) {
            check();
            List<PassageMatch> found = new ArrayList<>();
            for (IndexedMessage message : messages.values()) {
                for (int i = 0;
                        passes(filter, message) && i < message.passages().size();
                        i++) {
                    IndexedMessage.Passage passage = message.passages().get(i);
                    found.add(new PassageMatch(message.id(), i, passage.text(), product(passage.vector(), vector)));
                }
            }
            found.sort(Comparator.comparingDouble(PassageMatch::cosine).reversed());
            return found.subList(0, Math.min(limit, found.size()));
        }

        @Override
        public List<List<Span>> spans(String query, List<String> texts) {
            return texts.stream()
                    .map(text -> TestingSearchEngine.spans(wordsOf(query), text))
                    .toList();
        }

        @Override
        public IndexSize size() {
            return new IndexSize(
                    messages.size(),
                    messages.values().stream()
                            .mapToLong(message -> message.passages().size())
                            .sum(),
                    0);
        }

        @Override
        public void close() {}
    }

    private static List<Span> spans(List<String> words, String text) {
        List<Span> spans = new ArrayList<>();
        for (String word : words) {
            int at = text.toLowerCase(Locale.ROOT).indexOf(word);
            if (at >= 0) {
                spans.add(new Span(at, at + word.length()));
            }
        }
        spans.sort(Comparator.comparingInt(Span::start));
        return spans;
    }

    private static double score(IndexedMessage message, List<String> words) {
        double score = 0;
        for (Map.Entry<SearchField, String> field : message.fields().entrySet()) {
            List<String> there = wordsOf(field.getValue());
            score += words.stream().filter(there::contains).count()
                    * field.getKey().weight();
        }
        return score;
    }

    private static List<String> wordsOf(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static boolean passes(SearchFilter filter, IndexedMessage message) {
        return message.org().equals(filter.org())
                && (filter.inboxes() == null || filter.inboxes().contains(message.inbox()))
                && (filter.domain() == null || filter.domain().equals(message.domain()))
                && (filter.from() == null || message.from().contains(filter.from()))
                && (filter.to() == null || message.to().contains(filter.to()))
                && (filter.participant() == null || message.participants().contains(filter.participant()))
                && (filter.before() == null || message.createdAt().isBefore(filter.before()))
                && (filter.after() == null || message.createdAt().isAfter(filter.after()))
                && (filter.direction() == null || filter.direction() == message.direction())
                && (filter.hasAttachment() == null || filter.hasAttachment() == message.hasAttachment())
                && (filter.messages() == null || filter.messages().contains(message.id()));
    }
}
