package io.jamesagents.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a bounce that is prose: the recipients it names, and beside each what was said about it. */
final class BounceNotice {
    private static final Predicate<String> ANYBODY = address -> !MailAddresses.ofSystem(address);
    private static final int MAX_CHARS = 32 * 1024;
    private static final int MAX_LINE = 1_000;
    private static final int MAX_RECIPIENTS = 100;
    private static final int BESIDE = 12;
    private static final int MAX_TEXT = 1_000;
    private static final Pattern EXPANDED =
            Pattern.compile("(?:expanded|generated) from:?\\s{0,3}<?(" + MailAddresses.ONE + ")");
    private static final Pattern HOST = Pattern.compile("\\bhosts?:? ([A-Za-z0-9.-]{3,253})\\b");

    private final List<String> lines;
    private final String text;

    BounceNotice(String text) {
        this.lines = lines(text);
        this.text = String.join("\n", lines);
    }

    /** The lines before the mail that is given back, as far as the limit. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int room = MAX_CHARS;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String bare = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
            room -= bare.length() + 1;
            if (room < 0 || NoticeWords.returned(bare.strip())) {
                break;
            }
            lines.add(bare);
        }
        return lines;
    }

    String text() {
        return text;
    }

    /**
     * The recipients that it names: rather none of these that have to do with it anyhow, but if there are no others, those too;
     * and if it names nobody, {@code otherwise}.
     */
    List<ReportedRecipient> recipients(Set<String> uninvolved, Set<String> otherwise) {
        Map<String, String> found = named(ANYBODY.and(address -> !uninvolved.contains(address)));
        if (found.isEmpty()) {
            found = named(ANYBODY);
        }
        if (found.isEmpty()) {
            for (String address : otherwise) {
                found.put(address, text);
            }
        }
        return found.entrySet().stream()
                .limit(MAX_RECIPIENTS)
                .map(entry -> recipient(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What is said beside each of these addresses, which are known from elsewhere. */
    List<ReportedRecipient> about(Set<String> addresses) {
        Map<String, String> onLines = onLines(ANYBODY);
        return addresses.stream()
                .limit(MAX_RECIPIENTS)
                .map(address -> recipient(address, onLines.getOrDefault(address, text)))
                .toList();
    }

    private Map<String, String> named(Predicate<String> wanted) {
        Map<String, String> found = onLines(wanted);
        return found.isEmpty() ? within(wanted) : found;
    }

    private Map<String, String> onLines(Predicate<String> wanted) {
        for (Pattern pattern : NoticeWords.lines()) {
            Map<String, String> found = new LinkedHashMap<>();
            for (int i = 0; i < lines.size() && found.size() < MAX_RECIPIENTS; i++) {
                Optional<String> address = on(lines.get(i), pattern).filter(wanted);
                if (address.isPresent()) {
                    found.putIfAbsent(address.get(), beside(i, wanted));
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return new LinkedHashMap<>();
    }

    private static Optional<String> on(String line, Pattern pattern) {
        Matcher matcher = pattern.matcher(line.strip());
        return matcher.find() ? Optional.of(MailAddresses.plain(matcher.group(1))) : Optional.empty();
    }

    /** The rest of the line and those that follow, until an empty one behind words or the next recipient. */
    private String beside(int line, Predicate<String> wanted) {
        StringBuilder said = new StringBuilder(lines.get(line).strip());
        boolean words = said.toString().indexOf(' ') > 0;
        for (int i = line + 1; i < lines.size() && i <= line + BESIDE; i++) {
            String next = lines.get(i).strip();
            if (next.isEmpty() && words || begins(next, wanted)) {
                break;
            }
            words |= !next.isEmpty();
            said.append('\n').append(next);
        }
        return said.toString();
    }

    private static boolean begins(String line, Predicate<String> wanted) {
        return NoticeWords.lines().stream()
                .anyMatch(pattern -> on(line, pattern).filter(wanted).isPresent());
    }

    private Map<String, String> within(Predicate<String> wanted) {
        for (Pattern pattern : NoticeWords.calls()) {
            Map<String, String> found = new LinkedHashMap<>();
            Matcher matcher = pattern.matcher(text);
            while (matcher.find() && found.size() < MAX_RECIPIENTS) {
                String address = MailAddresses.plain(matcher.group(1));
                if (wanted.test(address)) {
                    found.putIfAbsent(address, text);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return new LinkedHashMap<>();
    }

    private ReportedRecipient recipient(String address, String beside) {
        String said = StatusCodes.status(beside) == null && StatusCodes.reply(beside) == null ? text : beside;
        String status = StatusCodes.status(said);
        Integer code = StatusCodes.reply(said);
        boolean delayed = NoticeWords.delay(text) && !NoticeWords.givenUp(text);
        Reason nearby = Reason.of(status, beside);
        Reason reason = nearby == Reason.UNKNOWN ? Reason.of(status, text) : nearby;
        return new ReportedRecipient(
                address,
                first(EXPANDED, beside),
                delayed ? ReportedClass.TEMPORARY : kind(status, code),
                delayed ? ReportedRecipient.DELAYED : ReportedRecipient.FAILED,
                status,
                code,
                first(HOST, beside),
                reason,
                beside.length() > MAX_TEXT ? beside.substring(0, MAX_TEXT) : beside);
    }

    private static ReportedClass kind(String status, Integer code) {
        ReportedClass byStatus = ReportedClass.of(status);
        if (byStatus != null && byStatus != ReportedClass.DELIVERED) {
            return byStatus;
        }
        return code == null ? ReportedClass.PERMANENT : ReportedClass.of(code.toString());
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? MailAddresses.plain(found.group(1)) : null;
    }
}
