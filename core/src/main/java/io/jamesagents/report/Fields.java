package io.jamesagents.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields such as those of a mail's header, unfolded, under their names in lower case; a field may be there several times. */
public record Fields(Map<String, List<String>> all) {
    static final Fields NONE = new Fields(Map.of());

    private static final Pattern FIELD = Pattern.compile("([!-9;-~]{1,78}?)[ \\t]{0,8}:(.*)");
    private static final int MOST = 500;
    private static final int LONGEST = 8_000;

    /** The first value under this name, or null. */
    public String first(String name) {
        List<String> values = all.get(name);
        return values == null ? null : values.get(0);
    }

    List<String> every(String name) {
        return all.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return all.containsKey(name);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The first block of fields in a text. */
    static Fields header(String text) {
        List<Fields> blocks = blocks(text, 1);
        return blocks.isEmpty() ? NONE : blocks.get(0);
    }

    /** The blocks of fields in a text, between empty lines; lines that are no fields are passed over. */
    static List<Fields> blocks(String text, int limit) {
        List<Fields> blocks = new ArrayList<>();
        Builder block = new Builder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.isBlank()) {
                block.endTo(blocks);
                if (blocks.size() >= limit) {
                    return blocks;
                }
                block = new Builder();
            } else {
                block.add(line);
            }
        }
        block.endTo(blocks);
        return blocks;
    }

    private static final class Builder {
        private final Map<String, List<String>> fields = new LinkedHashMap<>();
        private List<String> last;
        private int count;

        void add(String line) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fold(line.strip());
                return;
            }
            Matcher field = FIELD.matcher(line);
            last = null;
            if (field.matches() && count < MOST) {
                count++;
                last = fields.computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>());
                last.add(field.group(2).strip());
            }
        }

        private void fold(String more) {
            if (last != null && last.get(last.size() - 1).length() < LONGEST) {
                last.set(last.size() - 1, last.get(last.size() - 1) + " " + more);
            }
        }

        void endTo(List<Fields> blocks) {
            if (!fields.isEmpty()) {
                blocks.add(new Fields(fields));
            }
        }
    }
}
