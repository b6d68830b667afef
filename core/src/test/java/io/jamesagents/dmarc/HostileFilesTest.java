package io.jamesagents.dmarc;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.TooLarge;
import io.jamesagents.Ids;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.RawMail;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that want to do harm, uploaded and by mail, and good ones of every form. */
class HostileFilesTest {
    /** What is allocated in all is more than what is alive at any time, and the same in every run. */
    private static final long MOST_ALLOCATED = 64L << 20;

    private Database database;
    private DmarcReports reports;
    private OrgId org;
    private final MailParser parser = new MailParser(Limits.DEFAULT);

    private void start(Database opened) {
        database = opened;
        Clock clock = Clock.systemUTC();
        MailDomains domains = new MailDomains(database, "agents.localhost", clock);
        domains.ensureShared();
        org = new Orgs(database, clock).ensure("default", "Default", Tier.FREE).id();
        reports = new DmarcReports(database, domains, clock);
        own(org, "example.org");
    }

    private void own(OrgId owner, String name) {
        database.update(handle -> handle.execute(
                "INSERT INTO mail_domain (id, org_id, name, status, created_at) VALUES (?, ?, ?, 'verified', 0)",
                Ids.random("d_"),
                owner.value(),
                name));
    }

    @AfterEach
    void stop() {
        parser.close();
        database.close();
    }

    private long filed() {
        return reports.list(org, "example.org", 100, null).rows().size();
    }

    private static RawMail mail(byte[] file, String type, String name) {
        return RawMail.of(
                ("From: reports@reporter.example\r\nSubject: Report Domain: example.org\r\nMIME-Version: 1.0\r\n"
                                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nA report.\r\n--b\r\nContent-Type: "
                                + type + "; name=\"" + name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                + Base64.getMimeEncoder().encodeToString(file) + "\r\n--b--\r\n")
                        .getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("io.jamesagents.store.TestDatabases#each")
    void hostileFilesShouldBeRefusedWithoutHarm(Database opened) throws Exception {
        start(opened);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ServerSocket canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Map<String, byte[]> files = new HostileFiles(canary.getLocalPort()).all();
            assertThat(files).hasSizeGreaterThanOrEqualTo(24);
            for (Map.Entry<String, byte[]> hostile : files.entrySet()) {
                long before = threads.getCurrentThreadAllocatedBytes();
                assertThatThrownBy(() -> reports.add(org, null, hostile.getValue()))
                        .as(hostile.getKey())
                        .isInstanceOfAny(Invalid.class, TooLarge.class);
                assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                        .as(hostile.getKey())
                        .isLessThan(MOST_ALLOCATED);
                RawMail mail = mail(hostile.getValue(), "application/octet-stream", "r.xml");
                assertThat(new MailedReports(parser, reports).file(mail))
                        .as(hostile.getKey())
                        .isZero();
            }
            canary.setSoTimeout(200);
            assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(filed()).isZero();
    }

    /** Twenty files: five reports in four wrappings. */
    private static List<byte[]> valid() throws Exception {
        String plain = ReportReaderTest.REPORT;
        String[] forms = {
            plain,
            plain.replace("<feedback>", "<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\">"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by hand -->\n" + plain,
            plain.replace("Example.org", "example.org.").replace("<p>reject</p>", "<p>none</p><sp/><pct>50</pct>"),
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + plain.replace("Reporter", "R\u00e9porter"),
        };
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < forms.length; i++) {
            byte[] xml = forms[i].replace("4711", "report-" + i).getBytes(i == 4 ? UTF_16 : UTF_8);
            files.addAll(List.of(
                    xml,
                    ReportReaderTest.gzip(xml),
                    ReportReaderTest.zip("report.xml", xml),
                    ReportReaderTest.zip("report.xml.gz", ReportReaderTest.gzip(xml))));
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("io.jamesagents.store.TestDatabases#each")
    void validFilesShouldCountOnceHoweverTheyCome(Database opened) throws Exception {
        start(opened);
        assertThat(valid()).hasSize(20);
        for (byte[] file : valid()) {
            assertThat(reports.add(org, null, file).messages()).isEqualTo(10);
            assertThat(new MailedReports(parser, reports).file(mail(file, "application/gzip", "r.gz")))
                    .isEqualTo(1);
        }
        assertThat(filed()).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("io.jamesagents.store.TestDatabases#each")
    void aMailedReportShouldGoToWhoeverHasTheDomainAndReplaceNothing(Database opened) throws Exception {
        start(opened);
        OrgId other = new Orgs(database, Clock.systemUTC())
                .ensure("other", "Other", Tier.FREE)
                .id();
        own(other, "mail.example.org");
        MailedReports mailed = new MailedReports(parser, reports);
        String report = ReportReaderTest.REPORT;
        for (String domain : List.of("example.org", "a.example.org", "b.mail.example.org", "elsewhere.example")) {
            byte[] file = report.replace("Example.org", domain).getBytes(UTF_8);
            assertThat(mailed.file(mail(file, "text/xml", "r.xml")))
                    .as(domain)
                    .isEqualTo(domain.startsWith("elsewhere") ? 0 : 1);
        }
        byte[] forged = report.replace("<count>7<", "<count>900<").getBytes(UTF_8);
        assertThat(mailed.file(mail(forged, "text/xml", "r.xml"))).isEqualTo(1);
        assertThat(filed()).isEqualTo(1);
        assertThat(reports.list(org, "example.org", 10, null)
                        .rows()
                        .get(0)
                        .report()
                        .messages())
                .isEqualTo(10);
        assertThat(reports.list(other, "b.mail.example.org", 10, null).rows()).hasSize(1);
    }
}
