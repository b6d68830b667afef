package io.jamesagents.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.Direction;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.search.IndexedMessage.Passage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every search engine guarantees; run on each of them. */
public abstract class SearchIndexContract {
    protected static final String NAME = "contract";
    protected static final int DIMENSIONS = 4;

    protected static final OrgId ORG = new OrgId("o_1");
    protected static final OrgId OTHER = new OrgId("o_2");
    protected static final InboxId INBOX = new InboxId("i_1");
    protected static final InboxId SECOND = new InboxId("i_2");
    protected static final DomainId DOMAIN = new DomainId("d_1");
    private static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");
    private static final SearchFilter ALL = SearchFilter.of(ORG, null, null);

    protected SearchEngine engine;
    protected SearchIndex index;

    /** The engine, the same one with what is in it however often it is opened within a test. */
    protected abstract SearchEngine openEngine() throws Exception;

    @BeforeEach
    void openIndex() throws Exception {
        engine = openEngine();
        engine.names().forEach(engine::drop);
        index = engine.open(NAME, DIMENSIONS);
    }

    @AfterEach
    void closeIndex() {
        index.close();
        engine.drop(NAME);
        engine.close();
    }

    // ---- words

    @Test
    void wordsShouldFindInflectedFormsAndFoldedAccents() {
        put(text("m_1", "The invoices were blocked by Zoë"), text("m_2", "Lunch at the café"));
        assertThat(found("blocking an invoice")).containsExactly("m_1");
        assertThat(found("cafe")).containsExactly("m_2");
        assertThat(found("ZOE")).containsExactly("m_1");
    }

    @Test
    void wordsShouldFindOtherLanguagesAndNumbers() {
        put(
                text("m_1", "Die Rechnung über 4711 Euro liegt bei"),
                text("m_2", "明日の会議は東京で行います"),
                text("m_3", "Счёт оплачен"),
                text("m_4", "Your order INV-2024-0815 from shop.example.com"));
        assertThat(found("rechnung")).containsExactly("m_1");
        assertThat(found("4711")).containsExactly("m_1");
        assertThat(found("会議")).containsExactly("m_2");
        assertThat(found("счёт")).containsExactly("m_3");
        assertThat(found("inv-2024-0815")).containsExactly("m_4");
        assertThat(found("shop")).containsExactly("m_4");
    }

    @Test
    void wordsShouldFindQueryOfNothingButCommonWords() {
        put(text("m_1", "To be or not to be"), text("m_2", "Something else"));
        assertThat(found("to be or not to be")).containsExactly("m_1");
    }

    @Test
    void wordsShouldFindNothingWhenThereIsNoWord() {
        put(text("m_1", "Hello there"));
        assertThat(found("?!")).isEmpty();
        assertThat(found("\" ( AND title:* ~ [")).isEmpty();
        assertThat(found("absent")).isEmpty();
    }

    @Test
    void wordsShouldLookIntoEveryField() {
        for (SearchField field : SearchField.values()) {
            index.put(List.of(message("m_" + field.ordinal())
                    .fields(Map.of(field, "zebra"))
                    .build()));
        }
        index.refresh();
        assertThat(found("zebra")).hasSize(SearchField.values().length);
    }

    @Test
    void wordsShouldFindPeopleByPartsOfTheirAddress() {
        put(message("m_1")
                .fields(Map.of(SearchField.PEOPLE, "alice.smith@sender.example Alice Liddell"))
                .build());
        assertThat(found("alice.smith@sender.example")).containsExactly("m_1");
        assertThat(found("smith")).containsExactly("m_1");
        assertThat(found("liddell")).containsExactly("m_1");
    }

    @Test
    void newTextShouldCountMoreThanQuotedText() {
        put(
                message("m_1")
                        .fields(Map.of(SearchField.QUOTED, "the zebra crossing"))
                        .build(),
                message("m_2")
                        .fields(Map.of(SearchField.TEXT, "the zebra crossing"))
                        .build(),
                text("m_3", "nothing here"));
        assertThat(found("zebra")).containsExactly("m_2", "m_1");
    }

    @Test
    void repeatedWordOfQueryShouldCountTwice() {
        put(text("m_1", "zebra stripes lion"), text("m_2", "lion"), text("m_3", "other words entirely"));
        double once = score("zebra", "m_1");
        assertThat(score("zebra zebra", "m_1")).isCloseTo(2 * once, within(1e-3));
    }

    @Test
    void rareWordShouldCountMoreThanCommonOne() {
        put(text("m_1", "common rare"), text("m_2", "common other"), text("m_3", "common other"));
        assertThat(score("rare", "m_1")).isGreaterThan(score("common", "m_1"));
    }

    @Test
    void wordsShouldBeLimitedAndOrderedById() {
        put(IntStream.range(0, 20)
                .mapToObj(i -> text("m_" + (char) ('a' + i), "zebra"))
                .toArray(IndexedMessage[]::new));
        assertThat(index.words(ALL, "zebra", 3))
                .extracting(match -> match.message().value())
                .containsExactly("m_a", "m_b", "m_c");
    }

    @Test
    void longQueryShouldBeAnswered() {
        put(text("m_1", "zebra"));
        String query = "zebra "
                + String.join(
                        " ", IntStream.range(0, 3000).mapToObj(i -> "w" + i).toList());
        assertThat(found(query)).containsExactly("m_1");
    }

    // ---- passages

    @Test
    void nearestPassageShouldComeFirst() {
        put(
                message("m_1")
                        .passages(passage("far", 0, 1, 0, 0), passage("near", 1, 0, 0, 0))
                        .build(),
                message("m_2").passages(passage("between", 0.6f, 0.8f, 0, 0)).build());
        List<PassageMatch> matches = index.passages(ALL, new float[] {1, 0, 0, 0}, 10);
        assertThat(matches).extracting(PassageMatch::text).containsExactly("near", "between", "far");
        assertThat(matches).extracting(PassageMatch::number).containsExactly(1, 0, 0);
        assertThat(matches.get(0).cosine()).isCloseTo(1, within(1e-3));
        assertThat(matches.get(1).cosine()).isCloseTo(0.6, within(1e-3));
        assertThat(matches.get(2).cosine()).isCloseTo(0, within(1e-3));
        assertThat(index.passages(ALL, new float[] {-1, 0, 0, 0}, 10).get(0).cosine())
                .isCloseTo(0, within(1e-3));
        assertThat(index.passages(ALL, new float[] {1, 0, 0, 0}, 1)).hasSize(1);
    }

    @Test
    void filteredPassagesShouldAllBeFoundHoweverFewTheyAre() {
        List<IndexedMessage> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            float[] vector = unit(1, i / 500f, 0, 0);
            many.add(message("m_" + i)
                    .org(i % 100 == 7 ? OTHER : ORG)
                    .passages(new Passage("p", vector))
                    .build());
        }
        index.put(many);
        index.refresh();
        SearchFilter other = SearchFilter.of(OTHER, null, null);
        assertThat(index.passages(other, new float[] {1, 0, 0, 0}, 100)).hasSize(5);
    }

    @Test
    void messageWithoutPassagesShouldBeFoundByWordsAlone() {
        put(text("m_1", "zebra"));
        assertThat(found("zebra")).containsExactly("m_1");
        assertThat(index.passages(ALL, new float[] {1, 0, 0, 0}, 10)).isEmpty();
    }

    // ---- filters

    @Test
    void filterShouldHoldForWordsAndPassagesAlike() {
        put(
                message("m_1").build(),
                message("m_2").inbox(SECOND).build(),
                message("m_3").domain(new DomainId("d_2")).build(),
                message("m_4").from("bob@other.example").build(),
                message("m_5").to("carol@third.example").build(),
                message("m_6").direction(Direction.OUTBOUND).build(),
                message("m_7").createdAt(TIME.plusSeconds(60)).build(),
                message("m_8").attachment(true).build());
        assertFound(filter().inboxes(Set.of(SECOND)), "m_2");
        assertFound(filter().inboxes(Set.of(INBOX, SECOND)), "m_1", "m_2", "m_3", "m_4", "m_5", "m_6", "m_7", "m_8");
        assertFound(filter().inboxes(Set.of()));
        assertFound(filter().domain(new DomainId("d_2")), "m_3");
        assertFound(filter().from("bob@other.example"), "m_4");
        assertFound(filter().from("Other.example"), "m_4");
        assertFound(filter().to("carol@third.example"), "m_5");
        assertFound(filter().participant("bob@other.example"), "m_4");
        assertFound(filter().participant("@third.example"), "m_5");
        assertFound(filter().direction(Direction.OUTBOUND), "m_6");
        assertFound(filter().after(TIME), "m_7");
        assertFound(filter().before(TIME));
        assertFound(filter().after(TIME).before(TIME.plusSeconds(60)));
        assertFound(filter().attachment(true), "m_8");
        assertFound(filter().attachment(false).inboxes(Set.of(SECOND)), "m_2");
        assertFound(filter().messages(Set.of(new MessageId("m_1"), new MessageId("m_4"))), "m_1", "m_4");
        assertFound(filter().messages(Set.of()));
    }

    @Test
    void searchShouldFindNothingOfOtherOrganisations() {
        put(message("m_1").build(), message("m_2").org(OTHER).build());
        assertFound(filter(), "m_1");
        assertFound(new Filter().org(OTHER), "m_2");
        assertFound(new Filter().org(OTHER).messages(Set.of(new MessageId("m_1"))));
    }

    // ---- changes

    @Test
    void putShouldReplaceWhatWasThere() {
        put(message("m_1").fields(Map.of(SearchField.TEXT, "zebra")).build());
        put(message("m_1")
                .fields(Map.of(SearchField.TEXT, "lion"))
                .passages(passage("one", 0, 1, 0, 0))
                .build());
        assertThat(found("zebra")).isEmpty();
        assertThat(found("lion")).containsExactly("m_1");
        assertThat(index.passages(ALL, new float[] {1, 0, 0, 0}, 10))
                .extracting(PassageMatch::text)
                .containsExactly("one");
        assertThat(index.size().messages()).isEqualTo(1);
        assertThat(index.size().passages()).isEqualTo(1);
    }

    @Test
    void removedMessagesShouldNotBeFound() {
        put(
                message("m_1").build(),
                message("m_2").build(),
                message("m_3").org(OTHER).build());
        index.remove(ORG, List.of(new MessageId("m_1"), new MessageId("m_3"), new MessageId("m_none")));
        index.refresh();
        assertFound(filter(), "m_2");
        assertFound(new Filter().org(OTHER), "m_3");
    }

    @Test
    void removedInboxShouldNotBeFound() {
        put(
                message("m_1").build(),
                message("m_2").inbox(SECOND).build(),
                message("m_3").org(OTHER).build());
        index.removeInbox(ORG, INBOX);
        index.refresh();
        assertFound(filter(), "m_2");
        assertFound(new Filter().org(OTHER), "m_3");
    }

    @Test
    void removedOrganisationShouldNotBeFound() {
        put(
                message("m_1").build(),
                message("m_2").inbox(SECOND).build(),
                message("m_3").org(OTHER).build());
        index.removeOrganisation(ORG);
        index.refresh();
        assertFound(filter());
        assertFound(new Filter().org(OTHER), "m_3");
        assertThat(index.size().messages()).isEqualTo(1);
        assertThat(index.size().passages()).isEqualTo(1);
    }

    @Test
    void committedMessagesShouldBeThereWhenTheIndexIsOpenedAgain() throws Exception {
        put(message("m_1").build());
        index.commit(TIME);
        index.close();
        engine.close();
        engine = openEngine();
        index = engine.open(NAME, DIMENSIONS);
        assertThat(index.committed()).isAfterOrEqualTo(TIME);
        assertFound(filter(), "m_1");
    }

    @Test
    void newIndexShouldNeverHaveBeenCommitted() {
        assertThat(index.committed()).isEqualTo(Instant.EPOCH);
        assertThat(index.size().messages()).isZero();
    }

    @Test
    void indexesShouldBeKeptApart() {
        put(message("m_1").build());
        try (SearchIndex second = engine.open("contract-2", DIMENSIONS)) {
            assertThat(engine.names()).contains(NAME, "contract-2");
            second.refresh();
            assertThat(second.words(ALL, "hello", 10)).isEmpty();
        }
        engine.drop("contract-2");
        engine.drop("contract-2");
        assertThat(engine.names()).containsExactly(NAME);
        assertFound(filter(), "m_1");
    }

    // ---- spans

    @Test
    void spansShouldCoverTheWordsThatAreFound() {
        String text = "The invoices were blocked, Zoë.";
        List<List<Span>> spans = index.spans("Zoe blocking invoice", List.of(text, "nothing", ""));
        assertThat(spans.get(0))
                .extracting(span -> text.substring(span.start(), span.end()))
                .containsExactly("invoices", "blocked", "Zoë");
        assertThat(spans.subList(1, 3)).allMatch(List::isEmpty);
    }

    // ---- building blocks

    protected void put(IndexedMessage... messages) {
        index.put(List.of(messages));
        index.refresh();
    }

    private List<String> found(String query) {
        return index.words(ALL, query, 10).stream()
                .map(match -> match.message().value())
                .toList();
    }

    private double score(String query, String message) {
        return index.words(ALL, query, 10).stream()
                .filter(match -> match.message().value().equals(message))
                .findFirst()
                .orElseThrow()
                .score();
    }

    private void assertFound(Filter filter, String... messages) {
        SearchFilter wanted = filter.build();
        assertThat(index.words(wanted, "hello", 100))
                .as("words")
                .extracting(match -> match.message().value())
                .containsExactlyInAnyOrder(messages);
        assertThat(index.passages(wanted, new float[] {1, 0, 0, 0}, 100))
                .as("passages")
                .extracting(match -> match.message().value())
                .containsExactlyInAnyOrder(messages);
    }

    protected static IndexedMessage text(String id, String text) {
        return message(id).fields(Map.of(SearchField.TEXT, text)).passages().build();
    }

    protected static Passage passage(String text, float... vector) {
        return new Passage(text, vector);
    }

    private static float[] unit(float... vector) {
        double length = 0;
        for (float value : vector) {
            length += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }

    protected static Message message(String id) {
        return new Message(id);
    }

    private static Filter filter() {
        return new Filter().org(ORG);
    }

    /** A message with the word hello and one passage. */
    protected static final class Message {
        private final MessageId id;
        private OrgId org = ORG;
        private InboxId inbox = INBOX;
        private DomainId domain = DOMAIN;
        private Direction direction = Direction.INBOUND;
        private Instant createdAt = TIME;
        private boolean attachment;
        private String from = "alice@sender.example";
        private String to = "agent@agents.example";
        private Map<SearchField, String> fields = Map.of(SearchField.TEXT, "hello");
        private List<Passage> passages = List.of(passage("hello", 1, 0, 0, 0));

        Message(String id) {
            this.id = new MessageId(id);
        }

        public Message org(OrgId other) {
            org = other;
            return this;
        }

        public Message inbox(InboxId other) {
            inbox = other;
            return this;
        }

        Message domain(DomainId other) {
            domain = other;
            return this;
        }

        Message direction(Direction other) {
            direction = other;
            return this;
        }

        Message createdAt(Instant other) {
            createdAt = other;
            return this;
        }

        Message attachment(boolean other) {
            attachment = other;
            return this;
        }

        Message from(String other) {
            from = other;
            return this;
        }

        Message to(String other) {
            to = other;
            return this;
        }

        public Message fields(Map<SearchField, String> other) {
            fields = other;
            return this;
        }

        public Message passages(Passage... other) {
            passages = List.of(other);
            return this;
        }

        public IndexedMessage build() {
            return new IndexedMessage(
                    id,
                    org,
                    inbox,
                    domain,
                    direction,
                    createdAt,
                    attachment,
                    AddressTerms.of(List.of(from)),
                    AddressTerms.of(List.of(to)),
                    AddressTerms.of(List.of(from, to)),
                    fields,
                    passages);
        }
    }

    private static final class Filter {
        private OrgId org;
        private Set<InboxId> inboxes;
        private DomainId domain;
        private String from;
        private String to;
        private String participant;
        private Instant before;
        private Instant after;
        private Direction direction;
        private Boolean attachment;
        private Set<MessageId> messages;

        Filter org(OrgId other) {
            org = other;
            return this;
        }

        Filter inboxes(Set<InboxId> other) {
            inboxes = other;
            return this;
        }

        Filter domain(DomainId other) {
            domain = other;
            return this;
        }

        Filter from(String other) {
            from = AddressTerms.wanted(other);
            return this;
        }

        Filter to(String other) {
            to = AddressTerms.wanted(other);
            return this;
        }

        Filter participant(String other) {
            participant = AddressTerms.wanted(other);
            return this;
        }

        Filter before(Instant other) {
            before = other;
            return this;
        }

        Filter after(Instant other) {
            after = other;
            return this;
        }

        Filter direction(Direction other) {
            direction = other;
            return this;
        }

        Filter attachment(boolean other) {
            attachment = other;
            return this;
        }

        Filter messages(Set<MessageId> other) {
            messages = other;
            return this;
        }

        SearchFilter build() {
            return new SearchFilter(
                    org, inboxes, domain, from, to, participant, before, after, direction, attachment, messages);
        }
    }
}
