package io.jamesagents.extraction.find;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds days: ISO 8601, numbers in European and American order, months by name in seven languages, and words such as tomorrow,
 * next Monday or in three days, counted from the day of the mail. They come out as ISO dates or as they are written. Numbers with
 * slashes that can be read in both orders are read the American way, and trusted less.
 */
public enum Dates implements Finder {
    ISO,
    WRITTEN;

    private static final String MONTH = "(" + Calendar.MONTHS + ")\\b\\.?";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th|\\.)?";
    private static final String YEAR = "(?:,?\\s{1,2}(\\d{4})(?!\\d))?";
    private static final Pattern ISO_DATE =
            Pattern.compile("(?<![\\d-])(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?![\\d-])");
    private static final Pattern DOTS =
            Pattern.compile("(?<![\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d{2})(?![\\d.]\\d)");
    private static final Pattern SLASHES =
            Pattern.compile("(?<![\\d/-])(\\d{1,2})([/-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![\\d/-])");
    private static final Pattern DAY_MONTH =
            Pattern.compile("(?iu)(?<![\\d.,:/-])" + DAY + "\\s{1,2}(?:of\\s|de\\s)?" + MONTH + YEAR);
    private static final Pattern MONTH_DAY =
            Pattern.compile("(?iu)\\b" + MONTH + "\\s{1,2}" + DAY + "(?![\\d:/-])" + YEAR);
    private static final int CENTURY = 2000;
    private static final int SHORT_YEAR = 100;
    private static final int MONTHS = 12;
    private static final double SURE = 0.8;
    private static final double YEAR_GUESSED = 0.7;
    private static final double ORDER_GUESSED = 0.5;

    @Override
    public List<Candidate> find(Text text) {
        List<Candidate> found = new ArrayList<>();
        find(text, ISO_DATE, found, m -> date(number(m, 1), number(m, 2), number(m, 3)), SURE);
        find(text, DOTS, found, m -> date(year(m, 3), number(m, 2), number(m, 1)), SURE);
        find(text, SLASHES, found, Dates::slashes, ORDER_GUESSED);
        find(text, DAY_MONTH, found, m -> named(text, m, 2, 1), YEAR_GUESSED);
        find(text, MONTH_DAY, found, m -> named(text, m, 1, 2), YEAR_GUESSED);
        find(text, Calendar.RELATIVE, found, m -> Calendar.relative(m, text.day()), YEAR_GUESSED);
        found.sort((a, b) -> Integer.compare(a.start(), b.start()));
        return found;
    }

    private interface Reader {
        Optional<LocalDate> read(Matcher matcher);
    }

    private void find(Text text, Pattern pattern, List<Candidate> found, Reader reader, double quality) {
        Matcher matcher = pattern.matcher(text.all());
        while (matcher.find()) {
            reader.read(matcher).ifPresent(date -> {
                String value = this == ISO ? date.toString() : matcher.group().strip();
                found.add(new Candidate(matcher.start(), matcher.end(), TextNode.valueOf(value), quality));
            });
        }
    }

    private static Optional<LocalDate> slashes(Matcher matcher) {
        int first = number(matcher, 1);
        int second = number(matcher, 3);
        int year = year(matcher, 4);
        return first > MONTHS ? date(year, second, first) : date(year, first, second);
    }

    private static Optional<LocalDate> named(Text text, Matcher matcher, int month, int day) {
        Optional<Integer> number = Calendar.month(matcher.group(month).toLowerCase(Locale.ROOT));
        if (number.isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(3) != null) {
            return date(number(matcher, 3), number.get(), number(matcher, day));
        }
        LocalDate today = text.day();
        return date(today.getYear(), number.get(), number(matcher, day)).map(date -> Calendar.nearest(date, today));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int year(Matcher matcher, int group) {
        int year = number(matcher, group);
        return year < SHORT_YEAR ? CENTURY + year : year;
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
