package io.jamesagents.apikey;

import io.jamesagents.AgentsException.Invalid;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What a key may do. {@code read} and {@code write} stand for the five of that kind, {@code admin} for everything. */
public enum Scope {
    DOMAINS_READ("domains:read"),
    DOMAINS_WRITE("domains:write"),
    INBOXES_READ("inboxes:read"),
    INBOXES_WRITE("inboxes:write"),
    THREADS_READ("threads:read"),
    THREADS_WRITE("threads:write"),
    MESSAGES_READ("messages:read"),
    MESSAGES_WRITE("messages:write"),
    ATTACHMENTS_READ("attachments:read"),
    ATTACHMENTS_WRITE("attachments:write"),
    DATA_DELETE("data:delete"),
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Everything that these words grant; an unknown word is refused. */
    public static Set<Scope> granted(Collection<String> words) {
        EnumSet<Scope> granted = EnumSet.noneOf(Scope.class);
        words.forEach(word -> granted.addAll(granted(word)));
        return granted;
    }

    private static Set<Scope> granted(String word) {
        return switch (word) {
            case "admin" -> EnumSet.allOf(Scope.class);
            case "read", "write" -> ending(":" + word);
            default -> EnumSet.of(Arrays.stream(values())
                    .filter(scope -> scope.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Invalid("permissions", "Unknown permission: " + word)));
        };
    }

    private static Set<Scope> ending(String kind) {
        EnumSet<Scope> all = EnumSet.allOf(Scope.class);
        all.removeIf(scope -> !scope.word.endsWith(kind));
        return all;
    }
}
