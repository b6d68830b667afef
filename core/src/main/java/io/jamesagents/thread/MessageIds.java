package io.jamesagents.thread;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Message identifiers (RFC 5322, 3.6.4) as mail really has them: folded, among words, without brackets. Ids are given
 * without brackets and white space, their domain in lower case; what does not identify a mail, such as the {@code <yes>}
 * that some tools write, is left out.
 */
public final class MessageIds {
    private static final int MAX_LENGTH = 998;
    private static final Pattern BRACKETED = Pattern.compile("<([^<>]*)>");
    private static final Pattern BARE = Pattern.compile("[^\\s<>@,;:()\"]+@[^\\s<>@,;:()\"]+");
    private static final Pattern COMMENT = Pattern.compile("\\([^()<>]*\\)");

    private MessageIds() {}

    /** The id in a Message-ID header, or null. */
    public static String own(String header) {
        return header == null
                ? null
                : bracketed(header).findFirst().map(MessageIds::identifying).orElseGet(() -> bare(header));
    }

    /** The ids in a References header in their order, each once: past a limit the first and the last ones. */
    public static List<String> references(String header, Predicate<String> isAddress, int limit) {
        if (header == null) {
            return List.of();
        }
        Set<String> ids = new LinkedHashSet<>(valid(header, isAddress));
        return firstAndLast(new ArrayList<>(ids), limit);
    }

    /**
     * The one parent that an In-Reply-To header names, or null. Old programs write words around it: an id that comes first is
     * the parent, of one among words the last, after the address of the parent's author.
     */
    public static String inReplyTo(String header, Predicate<String> isAddress) {
        if (header == null) {
            return null;
        }
        String text = withoutComments(header).trim();
        List<String> ids = valid(text, isAddress);
        if (ids.isEmpty()) {
            String bare = bracketed(text).findAny().isPresent() ? null : bare(text);
            return bare == null || isAddress.test(bare) ? null : bare;
        }
        return text.startsWith("<") ? ids.get(0) : ids.get(ids.size() - 1);
    }

    private static List<String> valid(String header, Predicate<String> isAddress) {
        return bracketed(header)
                .map(MessageIds::identifying)
                .filter(Objects::nonNull)
                .filter(isAddress.negate())
                .toList();
    }

    private static Stream<String> bracketed(String header) {
        return BRACKETED.matcher(header).results().map((MatchResult id) -> id.group(1));
    }

    private static String bare(String header) {
        String text = header.trim();
        return BARE.matcher(text).matches() ? identifying(text) : null;
    }

    private static String withoutComments(String header) {
        String before = header;
        String after = COMMENT.matcher(before).replaceAll(" ");
        while (!after.equals(before)) {
            before = after;
            after = COMMENT.matcher(before).replaceAll(" ");
        }
        return after;
    }

    private static String identifying(String text) {
        String id = text.replaceAll("\\s", "");
        int at = id.lastIndexOf('@');
        boolean identifies = at > 0 && id.length() <= MAX_LENGTH && !id.regionMatches(true, 0, "mailto:", 0, 7);
        return identifies ? id.substring(0, at) + id.substring(at).toLowerCase(Locale.ROOT) : null;
    }

    private static List<String> firstAndLast(List<String> ids, int limit) {
        if (ids.size() <= limit) {
            return List.copyOf(ids);
        }
        List<String> kept = new ArrayList<>(ids.subList(0, 1));
        kept.addAll(ids.subList(ids.size() - limit + 1, ids.size()));
        return List.copyOf(kept);
    }
}
