package io.jamesagents.thread;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Message identifiers (RFC 5322, 3.6.4) as mail really has them: folded, quoted, among words, without brackets. */
public final class MessageIds {
    private static final int MAX_LENGTH = 998;
    private static final Pattern BRACKETED = Pattern.compile("<([^<>]{1," + MAX_LENGTH + "})>");

    private MessageIds() {}

    /** The mail's own id without brackets, or null when it has none that could be told from another's. */
    public static String own(String header) {
        if (header == null) {
            return null;
        }
        List<String> bracketed = all(header, 1);
        return bracketed.isEmpty() ? identifying(header) : bracketed.get(0);
    }

    /** The ids in a header in their order, each once, without brackets: the first and the last ones past a limit. */
    public static List<String> all(String header, int limit) {
        if (header == null) {
            return List.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        Matcher id = BRACKETED.matcher(header);
        while (id.find()) {
            String found = identifying(id.group(1));
            if (found != null) {
                ids.add(found);
            }
        }
        return firstAndLast(new ArrayList<>(ids), limit);
    }

    private static List<String> firstAndLast(List<String> ids, int limit) {
        if (ids.size() <= limit) {
            return List.copyOf(ids);
        }
        List<String> kept = new ArrayList<>(ids.subList(0, 1));
        kept.addAll(ids.subList(ids.size() - limit + 1, ids.size()));
        return List.copyOf(kept);
    }

    /** The id without white space; null for what does not identify, such as the {@code <yes>} that some tools write. */
    private static String identifying(String text) {
        String id = text.replaceAll("\\s", "");
        int at = id.indexOf('@');
        return at > 0 && at < id.length() - 1 && id.length() <= MAX_LENGTH ? id : null;
    }
}
