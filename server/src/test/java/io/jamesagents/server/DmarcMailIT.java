package io.jamesagents.server;

import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.server.V1.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DMARC reports that receivers mail to the address which the domains' records name. */
class DmarcMailIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String REPORTS = "dmarc@agents.localhost";
    private static final String REPORTER = "noreply@reporter.test";

    @TempDir
    static Path data;

    private static DnsStandIn dns;
    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        dns = new DnsStandIn();
        dns.txt("reporter.test", "v=spf1 ip4:127.0.0.1 -all");
        dns.txt("_dmarc.reporter.test", "v=DMARC1; p=reject");
        dns.txt("forger.test", "v=spf1 -all");
        dns.txt("_dmarc.forger.test", "v=DMARC1; p=reject");
        server = AgentsServer.start(ServeOptions.anyPorts(data).set("agents.dns.servers", dns.address()));
        api = V1.admin(server);
        verify("own.test");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        dns.close();
    }

    private static void verify(String name) {
        JsonNode domain =
                api.post("/v1/domains", "{\"name\": \"" + name + "\"}").data();
        for (JsonNode record : domain.get("records")) {
            String at = record.get("name").asText();
            String value = record.get("value").asText();
            if (record.get("type").asText().equals("MX")) {
                dns.mx(at, 10, value);
            } else {
                dns.txt(at, value);
            }
        }
        Answer answer = api.post("/v1/domains/" + id(domain) + "/verify", null);
        assertThat(answer.json().get("status").asText()).as(answer.text()).isEqualTo("verified");
    }

    private static String mail(String from, String reportId, String domain) throws Exception {
        String xml = "<feedback><report_metadata><org_name>Reporter</org_name><report_id>" + reportId
                + "</report_id><date_range><begin>1767225600</begin><end>1767311999</end></date_range></report_metadata>"
                + "<policy_published><domain>" + domain
                + "</domain><p>none</p></policy_published><record><row><source_ip>"
                + "192.0.2.1</source_ip><count>7</count><policy_evaluated><dkim>pass</dkim><spf>fail</spf>"
                + "</policy_evaluated></row></record></feedback>";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(xml.getBytes(StandardCharsets.UTF_8));
        }
        return "From: " + from + "\r\nTo: " + REPORTS + "\r\nSubject: Report Domain: " + domain
                + "\r\nMIME-Version: 1.0\r\nContent-Type: application/gzip; name=\"r.xml.gz\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(packed.toByteArray()) + "\r\n";
    }

    private static void deliver(String from, String reportId, String domain) throws Exception {
        assertThat(SmtpDialogue.deliver(server, from, REPORTS, mail(from, reportId, domain)))
                .startsWith("250");
    }

    private static long kept() throws Exception {
        return server.instance(MailRepositoryStore.class)
                .select(MailRepositoryUrl.from("file://var/mail/dmarc-reports/"))
                .size();
    }

    @Test
    void mailedReportShouldBeListedAndOthersKept() throws Exception {
        deliver(REPORTER, "r1", "own.test");
        deliver(REPORTER, "r1", "own.test");
        deliver(REPORTER, "r2", "elsewhere.test");
        deliver("a@forger.test", "r3", "own.test");
        await().atMost(SOON).untilAsserted(() -> assertThat(api.rows("/v1/dmarc/reports?domain=own.test"))
                .hasSize(1));
        await().atMost(SOON).untilAsserted(() -> assertThat(kept()).isEqualTo(2));
        JsonNode report = api.rows("/v1/dmarc/reports?domain=own.test").get(0);
        assertThat(report.get("report_id").asText()).isEqualTo("r1");
        assertThat(report.at("/records/0/count").asInt()).isEqualTo(7);
    }
}
