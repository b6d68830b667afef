package io.jamesagents.extraction.find;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of months and days, from the platform's own data, and words that count from today. */
final class Calendar {
    private static final List<Locale> LOCALES = List.of("en", "de", "fr", "es", "it", "nl", "pt").stream()
            .map(Locale::forLanguageTag)
            .toList();
    private static final Map<String, Integer> MONTH_NAMES = months();
    private static final Map<String, DayOfWeek> DAY_NAMES = days();
    /** The names of the months, the longest first, as a part of a pattern. */
    static final String MONTHS = alternatives(MONTH_NAMES);

    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("today", 0),
            Map.entry("tonight", 0),
            Map.entry("tomorrow", 1),
            Map.entry("yesterday", -1),
            Map.entry("the day after tomorrow", 2),
            Map.entry("day after tomorrow", 2),
            Map.entry("heute", 0),
            Map.entry("morgen", 1),
            Map.entry("gestern", -1),
            Map.entry("übermorgen", 2));
    /** Groups: a word; a weekday after its which; a number and its unit ahead; a number and its unit back. */
    static final Pattern RELATIVE = Pattern.compile("(?iu)\\b(?:(" + alternatives(WORDS) + ")"
            + "|(?:(next|this|coming|last|on|nächsten|kommenden|am)\\s)?(" + alternatives(DAY_NAMES) + ")"
            + "|in\\s(\\d{1,3})\\s(days?|weeks?|months?|tagen?|wochen?|monaten?)"
            + "|(\\d{1,3})\\s(days?|weeks?|months?)\\sago)\\b");

    private static final int PAST_DAYS = 90;

    private Calendar() {}

    static Optional<Integer> month(String name) {
        return Optional.ofNullable(MONTH_NAMES.get(name));
    }

    /** The same day in the year in which it is least far from today; rather ahead than long ago. */
    static LocalDate nearest(LocalDate date, LocalDate today) {
        if (date.isBefore(today.minusDays(PAST_DAYS))) {
            return date.plusYears(1);
        }
        return date.isAfter(today.plusYears(1).minusDays(PAST_DAYS)) ? date.minusYears(1) : date;
    }

    static Optional<LocalDate> relative(Matcher matcher, LocalDate today) {
        if (matcher.group(1) != null) {
            return Optional.of(today.plusDays(WORDS.get(lower(matcher.group(1)))));
        } else if (matcher.group(3) != null) {
            return Optional.of(weekday(matcher.group(2), DAY_NAMES.get(lower(matcher.group(3))), today));
        } else if (matcher.group(4) != null) {
            return Optional.of(shifted(today, Integer.parseInt(matcher.group(4)), matcher.group(5)));
        }
        return Optional.of(shifted(today, -Integer.parseInt(matcher.group(6)), matcher.group(7)));
    }

    private static LocalDate weekday(String which, DayOfWeek day, LocalDate today) {
        return "last".equalsIgnoreCase(which)
                ? today.with(TemporalAdjusters.previous(day))
                : today.with(TemporalAdjusters.next(day));
    }

    private static LocalDate shifted(LocalDate today, int number, String unit) {
        return switch (lower(unit).charAt(0)) {
            case 'd', 't' -> today.plusDays(number);
            case 'w' -> today.plusWeeks(number);
            default -> today.plusMonths(number);
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String alternatives(Map<String, ?> names) {
        return names.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> names = new HashMap<>();
        for (Locale locale : LOCALES) {
            for (Month month : Month.values()) {
                names.putIfAbsent(name(month.getDisplayName(TextStyle.FULL, locale)), month.getValue());
                names.putIfAbsent(name(month.getDisplayName(TextStyle.SHORT, locale)), month.getValue());
            }
        }
        names.put("sept", Month.SEPTEMBER.getValue());
        return names;
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> names = new HashMap<>();
        for (Locale locale : LOCALES) {
            for (DayOfWeek day : DayOfWeek.values()) {
                names.putIfAbsent(name(day.getDisplayName(TextStyle.FULL, locale)), day);
            }
        }
        return names;
    }

    private static String name(String shown) {
        return lower(shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown);
    }
}
