package io.jamesagents.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threads found, the best first; whether vectors took part; and, if something that should have taken part did not, what.
 */
public record Findings(List<Hit> hits, boolean byMeaning, @Nullable String degraded) {}
