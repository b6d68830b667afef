package io.jamesagents.dmarc;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.dmarc.DmarcReport.Row;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The DMARC reports about an organisation's domains, kept for a year. */
public final class DmarcReports {
    private static final Duration KEPT = Duration.ofDays(366);
    private static final int MAX_ROWS = 50_000;
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final Database database;
    private final MailDomains domains;
    private final Clock clock;
    private final DmarcStore store = new DmarcStore();

    public DmarcReports(Database database, MailDomains domains, Clock clock) {
        this.database = database;
        this.domains = domains;
        this.clock = clock;
    }

    /** A report, and when it came. */
    public record Received(DmarcReport report, Instant at) {}

    /**
     * Takes in a file with one report or several, in XML, gzip or zip, all of them or none, which all have to be about the
     * domain; {@code id} null means whichever own domains they are about. Gives the first one. A report that is there already
     * is replaced.
     */
    public DmarcReport add(OrgId org, DomainId id, byte[] file) {
        List<DmarcReport> reports = ReportFile.read(file);
        if (id != null) {
            requireAbout(org, domains.get(org, id), reports);
        }
        reports.forEach(report -> requireOwn(org, report.policy().domain()));
        database.update(handle -> reports.forEach(report -> store.replace(handle, org, report, clock.millis())));
        return reports.get(0);
    }

    private void requireAbout(OrgId org, MailDomain domain, List<DmarcReport> reports) {
        for (DmarcReport report : reports) {
            Optional<MailDomain> about = own(org, report.policy().domain());
            if (about.filter(own -> own.id().equals(domain.id())).isEmpty()) {
                throw new Invalid("domain_id", "The file has a report that is about another domain");
            }
        }
    }

    private MailDomain requireOwn(OrgId org, String name) {
        return own(org, name).orElseThrow(() -> new NotFound("Domain"));
    }

    /** The organisation's domain of that name, or the nearest one above it. */
    private Optional<MailDomain> own(OrgId org, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return domains.list(org).stream()
                .filter(domain -> !domain.shared())
                .filter(domain -> wanted.equals(domain.name()) || wanted.endsWith("." + domain.name()))
                .max(Comparator.comparingInt(domain -> domain.name().length()));
    }

    /**
     * Takes in a file that somebody sent: each of its reports goes to the organisation that has verified the domain. Since anybody
     * can send, nothing that is there is replaced. Says how many reports found their organisation.
     */
    int receive(byte[] file) {
        List<DmarcReport> reports = ReportFile.read(file);
        return database.write(handle -> {
            int filed = 0;
            for (DmarcReport report : reports) {
                Optional<OrgId> org =
                        MailDomains.ownerOf(handle, report.policy().domain());
                org.ifPresent(owner -> store.add(handle, owner, report, clock.millis()));
                filed += org.isPresent() ? 1 : 0;
            }
            return filed;
        });
    }

    /** The newest first. A page ends early when its reports have very many rows. */
    public Page<Received> list(OrgId org, String domain, int limit, Cursor after) {
        requireOwn(org, domain);
        return database.read(handle -> {
            List<DmarcStore.Head> heads = store.list(handle, org, domain.toLowerCase(Locale.ROOT), limit + 1, after);
            List<DmarcStore.Head> kept = within(heads, limit);
            Map<String, List<Row>> rows = store.rows(
                    handle, org, kept.stream().map(DmarcStore.Head::id).toList());
            List<Received> reports = new ArrayList<>();
            kept.forEach(head -> reports.add(received(head, rows.get(head.id()))));
            Cursor next = kept.size() < heads.size() ? cursor(kept.get(kept.size() - 1)) : null;
            return new Page<>(reports, next == null ? null : next.encode());
        });
    }

    private static List<DmarcStore.Head> within(List<DmarcStore.Head> heads, int limit) {
        int rows = 0;
        int reports = 0;
        while (reports < Math.min(limit, heads.size())) {
            rows += heads.get(reports).rows();
            if (reports > 0 && rows > MAX_ROWS) {
                break;
            }
            reports++;
        }
        return heads.subList(0, reports);
    }

    private static Cursor cursor(DmarcStore.Head head) {
        return new Cursor(head.receivedAt().toEpochMilli(), head.id());
    }

    private static Received received(DmarcStore.Head head, List<Row> rows) {
        DmarcReport report = head.report();
        return new Received(
                new DmarcReport(
                        report.reportId(),
                        report.orgName(),
                        report.email(),
                        report.begin(),
                        report.end(),
                        report.policy(),
                        rows),
                head.receivedAt());
    }

    /** What the reports say that end within so many days up to now. */
    public DmarcSummary summary(OrgId org, String domain, int days) {
        requireOwn(org, domain);
        Instant end = clock.instant();
        Instant begin = end.minus(Duration.ofDays(days));
        return database.read(handle -> store.summary(handle, org, domain.toLowerCase(Locale.ROOT), begin, end));
    }

    /** Forgets reports that are older than a year. */
    public void cleanUp() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        int forgotten;
        do {
            forgotten = database.write(handle -> store.forget(handle, before, FORGOTTEN_AT_ONCE));
        } while (forgotten == FORGOTTEN_AT_ONCE);
    }
}
