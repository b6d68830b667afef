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
    private static final int MAX_LINES = 600;
    private static final int MAX_LINE = 1_000;
    private static final int MAX_RECIPIENTS = 100;
    private static final int BESIDE = 12;
    private static final int MAX_TEXT = 1_000;
    private static final Pattern EXPANDED =
            Pattern.compile("(?:expanded|generated) from:?\\s{0,3}<?(" + MailAddresses.ONE + ")");
    private static final Pattern HOST = Pattern.compile("\\bhosts?:? ([A-Za-z0-9.-]{3,253})\\b");

    private final List<String> lines;
    private final String text;
    private Predicate<String> wanted = address -> !MailAddresses.ofSystem(address);

    BounceNotice(String text) {
        this.lines = lines(text);
        this.text = String.join("\n", lines);
    }

    /** The lines before the mail that is given back, without the signs of a quotation. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String bare = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
            if (lines.size() == MAX_LINES || NoticeWords.returned(bare.strip())) {
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
        Predicate<String> anybody = wanted;
        wanted = anybody.and(address -> !uninvolved.contains(address));
        Map<String, String> found = named();
        if (found.isEmpty()) {
            wanted = anybody;
            found = named();
        }
        if (found.isEmpty()) {
            for (String address : otherwise) {
                found.put(address, text);
            }
        }
        return found.entrySet().stream()
                .map(entry -> recipient(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What is said beside each of these addresses, which are known from elsewhere. */
    List<ReportedRecipient> about(Set<String> addresses) {
        Map<String, String> onLines = onLines();
        return addresses.stream()
                .map(address -> recipient(address, onLines.getOrDefault(address, text)))
                .toList();
    }

    private Map<String, String> named() {
        Map<String, String> found = onLines();
        return found.isEmpty() ? within() : found;
    }

    private Map<String, String> onLines() {
        for (Pattern pattern : NoticeWords.lines()) {
            Map<String, String> found = new LinkedHashMap<>();
            for (int i = 0; i < lines.size() && found.size() < MAX_RECIPIENTS; i++) {
                Optional<String> address = on(lines.get(i), pattern);
                if (address.isPresent()) {
                    found.putIfAbsent(address.get(), beside(i));
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return new LinkedHashMap<>();
    }

    private Optional<String> on(String line, Pattern pattern) {
        Matcher matcher = pattern.matcher(line.strip());
        return matcher.find()
                ? Optional.of(MailAddresses.plain(matcher.group(1))).filter(wanted)
                : Optional.empty();
    }

    /** The rest of the line and those that follow, until an empty one behind words or the next recipient. */
    private String beside(int line) {
        StringBuilder said = new StringBuilder(lines.get(line).strip());
        boolean words = said.toString().indexOf(' ') > 0;
        for (int i = line + 1; i < lines.size() && i <= line + BESIDE; i++) {
            String next = lines.get(i).strip();
            if (next.isEmpty() && words || begins(next)) {
                break;
            }
            words |= !next.isEmpty();
            said.append('\n').append(next);
        }
        return said.toString();
    }

    private boolean begins(String line) {
        return NoticeWords.lines().stream()
                .anyMatch(pattern -> on(line, pattern).isPresent());
    }

    private Map<String, String> within() {
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
