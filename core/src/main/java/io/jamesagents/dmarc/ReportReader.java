package io.jamesagents.dmarc;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.dmarc.DmarcReport.Policy;
import io.jamesagents.dmarc.DmarcReport.Row;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Understands an aggregate report in the forms of RFC 7489 and RFC 9990: those differ in what this server does not ask. */
final class ReportReader {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}(\\.0+)?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,12}");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Set<String> DISPOSITIONS = Set.of("none", "quarantine", "reject", "pass");

    private ReportReader() {}

    static DmarcReport read(InputStream document) {
        List<Row> rows = new ArrayList<>();
        XmlTree feedback = XmlTree.parse(document, "record", record -> rows.add(row(record)))
                .child("feedback")
                .orElseThrow(() -> new Invalid("", "The document is not a DMARC aggregate report"));
        Instant begin = time(feedback, "begin");
        Instant end = time(feedback, "end");
        if (end.isBefore(begin)) {
            throw wrong("report_metadata.date_range");
        }
        return new DmarcReport(
                required(feedback, "report_metadata", "report_id"),
                reporter(feedback),
                feedback.text("report_metadata", "email"),
                begin,
                end,
                policy(feedback),
                rows);
    }

    private static Invalid wrong(String where) {
        return new Invalid(where, "The report has no valid " + where);
    }

    private static String required(XmlTree from, String... path) {
        String text = from.text(path);
        if (text == null) {
            throw wrong(String.join(".", path));
        }
        return text;
    }

    /** The reporter's name; some leave it empty and can be told by their address. */
    private static String reporter(XmlTree feedback) {
        String name = feedback.text("report_metadata", "org_name");
        String email = feedback.text("report_metadata", "email");
        boolean telling = name == null && email != null && email.indexOf('@') > 0;
        return telling
                ? email.substring(email.lastIndexOf('@') + 1)
                : required(feedback, "report_metadata", "org_name");
    }

    private static Instant time(XmlTree feedback, String name) {
        String text = required(feedback, "report_metadata", "date_range", name);
        if (!SECONDS.matcher(text).matches()) {
            throw wrong("report_metadata.date_range." + name);
        }
        return Instant.ofEpochSecond(Long.parseLong(text.replaceFirst("\\..*", "")));
    }

    private static Policy policy(XmlTree feedback) {
        XmlTree published = feedback.child("policy_published").orElseThrow(() -> wrong("policy_published"));
        String p = word(published, "none", "p");
        String pct = published.text("pct");
        return new Policy(
                domain(required(published, "domain")),
                word(published, "r", "adkim"),
                word(published, "r", "aspf"),
                p,
                word(published, p, "sp"),
                pct != null && pct.matches("[0-9]{1,3}") ? Integer.parseInt(pct) : 100);
    }

    private static String domain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String word(XmlTree from, String absent, String... path) {
        String text = from.text(path);
        return text == null ? absent : text.toLowerCase(Locale.ROOT);
    }

    private static Row row(XmlTree record) {
        XmlTree row = record.child("row").orElseThrow(() -> wrong("record.row"));
        String ip = required(row, "source_ip");
        String count = required(row, "count");
        if (!ADDRESS.matcher(ip).matches()) {
            throw wrong("record.row.source_ip");
        }
        if (!COUNT.matcher(count).matches()) {
            throw wrong("record.row.count");
        }
        Optional<XmlTree> auth = record.child("auth_results");
        Optional<XmlTree> dkim = auth.flatMap(results -> results.child("dkim"));
        return new Row(
                ip.toLowerCase(Locale.ROOT),
                Long.parseLong(count),
                disposition(row),
                passed(row, "dkim"),
                passed(row, "spf"),
                record.text("identifiers", "header_from"),
                dkim.map(signature -> signature.text("domain")).orElse(null),
                dkim.map(signature -> signature.text("selector")).orElse(null),
                auth.flatMap(results -> results.child("spf"))
                        .map(result -> result.text("domain"))
                        .orElse(null));
    }

    /** What was done to the mails ({@code pass}: RFC 9990); words that are none of the standards' mean that nothing was. */
    private static String disposition(XmlTree row) {
        String word = word(row, "none", "policy_evaluated", "disposition");
        return DISPOSITIONS.contains(word) ? word : "none";
    }

    private static String passed(XmlTree row, String mechanism) {
        return word(row, "fail", "policy_evaluated", mechanism).equals("pass") ? "pass" : "fail";
    }
}
