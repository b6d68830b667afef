package io.jamesagents.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whom an inbox writes to: the address without what stands behind a plus sign in it, since answers come from there, and the
 * spelling that was used.
 */
record Correspondent(String address, String used) {

    static Correspondent of(String recipient) {
        String used = recipient.toLowerCase(Locale.ROOT);
        int at = used.lastIndexOf('@');
        int plus = used.indexOf('+');
        return new Correspondent(plus > 0 && plus < at ? used.substring(0, plus) + used.substring(at) : used, used);
    }

    List<String> spellings() {
        List<String> both = new ArrayList<>(List.of(address));
        if (!used.equals(address)) {
            both.add(used);
        }
        return both;
    }
}
