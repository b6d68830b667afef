package io.jamesagents.rest.request;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Order;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a query, under their names in snake_case or in camelCase; unknown ones do no harm. Only those that the
 * resource method {@link Takes} can be read.
 */
public record Query(MultivaluedMap<String, String> values, Set<String> declared) {
    private static final Pattern SNAKE = Pattern.compile("_([a-z])");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** The text without surrounding white space; null when it is absent or empty. */
    public String text(String name) {
        if (!declared.contains(name)) {
            throw new IllegalStateException("the resource method does not say that it @Takes " + name);
        }
        String value = values.getFirst(name);
        if (value == null) {
            value = values.getFirst(camelCase(name));
        }
        return value == null || value.isBlank() ? null : value.trim();
    }

    private static String camelCase(String name) {
        return SNAKE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    /** A number between 1 and the maximum: others are moved there, and what is no number counts as absent. */
    public int limit(int absent, int max) {
        return (int) Math.max(1, Math.min(max, number("limit", absent)));
    }

    public int offset() {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number("offset", 0)));
    }

    public int days(int absent, int max) {
        return (int) Math.max(1, Math.min(max, number("days", absent)));
    }

    /** A whole number, moved into these bounds; what is no number counts as absent. */
    public int number(String name, int absent, int min, int max) {
        return (int) Math.max(min, Math.min(max, number(name, absent)));
    }

    private long number(String name, long absent) {
        String text = text(name);
        Matcher number = NUMBER.matcher(text == null ? "" : text);
        return number.matches() ? Long.parseLong(text) : absent;
    }

    public Order order(Order absent) {
        return Order.parse(text("order"), absent);
    }

    public Cursor cursor() {
        return Cursor.decode(text("cursor"));
    }

    public InboxId inbox() {
        String id = text("inbox_id");
        return id == null ? null : new InboxId(id);
    }

    public DomainId domain() {
        String id = text("domain_id");
        return id == null ? null : new DomainId(id);
    }

    /** A date or a time in ISO 8601, in UTC unless it says otherwise; null when it is absent. */
    public Instant time(String name) {
        String text = text(name);
        // An offset's plus sign that was not encoded arrives as a space.
        return text == null ? null : time(name, text.replace(' ', '+'));
    }

    /** The time that the text of a field or parameter of this name says. */
    public static Instant time(String name, String text) {
        try {
            return instant(TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
        } catch (DateTimeException e) {
            throw new Invalid(name, name + " must be a date in ISO 8601, such as 2026-01-31T12:00:00Z");
        }
    }

    private static Instant instant(TemporalAccessor time) {
        if (time instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        return time instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : ((LocalDate) time).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
