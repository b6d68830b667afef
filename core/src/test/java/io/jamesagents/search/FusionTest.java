package io.jamesagents.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jamesagents.search.Fusion.Side;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static final Comparator<String> BY_NAME = Comparator.naturalOrder();

    private static Map<String, Double> rank(Map<String, Double> words, Map<String, Double> meaning) {
        return Fusion.rank(new Side<>(words, false), meaning == null ? null : new Side<>(meaning, true), BY_NAME);
    }

    @Test
    void whatBothSidesFindShouldBeBeforeWhatOneSideFinds() {
        assertThat(rank(Map.of("a", 9.0, "both", 8.0), Map.of("b", 0.9, "both", 0.85, "c", 0.4))
                        .keySet())
                .first()
                .isEqualTo("both");
    }

    @Test
    void orderShouldNotDependOnTheUnitOfWordScores() {
        Map<String, Double> words = Map.of("a", 1.0, "b", 2.0, "c", 4.0);
        Map<String, Double> meaning = Map.of("a", 0.9, "b", 0.5, "d", 0.4);
        Map<String, Double> larger = new LinkedHashMap<>();
        words.forEach((thing, score) -> larger.put(thing, score * 1000));
        assertThat(List.copyOf(rank(larger, meaning).keySet()))
                .isEqualTo(List.copyOf(rank(words, meaning).keySet()));
    }

    @Test
    void scoresShouldFallFromOneToZero() {
        Map<String, Double> scores = rank(Map.of("a", 3.0, "b", 2.0, "c", 0.1), Map.of("b", 0.99, "d", -0.5, "c", 0.2));
        assertThat(scores.values()).allMatch(score -> score >= 0 && score <= 1);
        assertThat(List.copyOf(scores.values())).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void perfectMatchShouldScoreOne() {
        assertThat(rank(Map.of("a", 3.0), Map.of("a", 1.0)).get("a")).isCloseTo(1, within(1e-9));
    }

    @Test
    void matchByMeaningAloneShouldScoreByItsCosine() {
        assertThat(rank(Map.of(), Map.of("a", 0.5, "b", 0.4)))
                .containsEntry("a", 0.35)
                .containsKey("b");
    }

    @Test
    void wordsAloneShouldScoreAsPartOfTheBest() {
        assertThat(rank(Map.of("a", 4.0, "b", 1.0), null)).containsExactly(Map.entry("a", 1.0), Map.entry("b", 0.25));
    }

    @Test
    void onlyWordMatchOfSmallInboxShouldComeFirstAmongEquallyClose() {
        assertThat(rank(Map.of("c", 0.2), Map.of("a", 0.3, "b", 0.31, "c", 0.3)).keySet())
                .first()
                .isEqualTo("c");
    }

    @Test
    void nothingFoundShouldRankNothing() {
        assertThat(rank(Map.of(), Map.of())).isEmpty();
        assertThat(rank(Map.of(), null)).isEmpty();
    }
}
