package io.jamesagents.rest.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DmarcResourceTest {
    private static final String REPORTS = "/v1/dmarc/reports";
    private static TestingApi api;
    private static String key;
    private static String domain;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
        domain = api.call(key, "POST", "/v1/domains", "{\"name\":\"example.org\"}")
                .at("/data/id");
        api.call(key, "POST", "/v1/domains", "{\"name\":\"quiet.example\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static String report(String id, String about, long messages) {
        long end = Instant.now().minus(Duration.ofDays(1)).getEpochSecond();
        return "<feedback><report_metadata><org_name>Reporter</org_name><report_id>" + id
                + "</report_id><date_range><begin>" + (end - 86_399) + "</begin><end>" + end
                + "</end></date_range></report_metadata><policy_published><domain>" + about
                + "</domain><p>none</p></policy_published>"
                + record("192.0.2.1", messages, "none", "pass")
                + record("192.0.2.2", 1, "reject", "fail")
                + "</feedback>";
    }

    private static String record(String ip, long messages, String disposition, String dkim) {
        return "<record><row><source_ip>" + ip + "</source_ip><count>" + messages
                + "</count><policy_evaluated><disposition>" + disposition + "</disposition><dkim>" + dkim
                + "</dkim><spf>fail</spf></policy_evaluated></row><identifiers><header_from>example.org</header_from>"
                + "</identifiers></record>";
    }

    private static Answer upload(String who, String path, String report) {
        return api.call(who, "POST", path, report, "Content-Type", "application/xml");
    }

    @Test
    void reportShouldBeListedAndSummedUpOnceHoweverOftenItComes() {
        upload(key, REPORTS, report("r1", "example.org", 5));
        Answer again = upload(key, REPORTS + "?domain_id=" + domain, report("r1", "example.org", 9));
        assertThat(again.status()).as(again.response().body()).isEqualTo(200);
        assertThat(again.at("/data/total_messages")).isEqualTo("10");
        Answer list = api.call(key, "GET", REPORTS + "?domain=example.org");
        assertThat(list.data()).hasSize(1);
        JsonNode row = list.data().get(0);
        assertThat(row.get("report_id").asText()).isEqualTo("r1");
        assertThat(row.at("/policy/p").asText()).isEqualTo("none");
        assertThat(row.at("/records/0/source_ip").asText()).isEqualTo("192.0.2.1");
        assertThat(row.at("/records/0/dkim_result").asText()).isEqualTo("pass");
        JsonNode sum =
                api.call(key, "GET", "/v1/dmarc/summary?domain=example.org").data();
        assertThat(sum.get("total_messages").asInt()).isEqualTo(10);
        assertThat(sum.get("pass_count").asInt()).isEqualTo(9);
        assertThat(sum.get("pass_rate").asDouble()).isEqualTo(0.9);
        assertThat(sum.get("policy_overrides").asInt()).isEqualTo(1);
        assertThat(sum.at("/top_sources/0/ip").asText()).isEqualTo("192.0.2.1");
        assertThat(sum.at("/top_sources/0/pass").asBoolean()).isTrue();
    }

    @Test
    void summaryWithoutReportsShouldBeZeros() {
        JsonNode sum =
                api.call(key, "GET", "/v1/dmarc/summary?domain=quiet.example").data();
        assertThat(sum.get("report_count").asInt()).isZero();
        assertThat(sum.get("pass_rate").asDouble()).isZero();
    }

    @Test
    void reportsAboutOthersShouldNotBeTaken() {
        String other = api.key("other", "admin");
        assertThat(upload(other, REPORTS, report("r2", "example.org", 1)).status())
                .isEqualTo(404);
        assertThat(upload(key, REPORTS, report("r2", "elsewhere.example", 1)).status())
                .isEqualTo(404);
        Answer mistaken = upload(key, REPORTS + "?domain_id=" + domain, report("r2", "quiet.example", 1));
        assertThat(mistaken.status()).isEqualTo(400);
        assertThat(mistaken.response().body()).contains("another domain");
        assertThat(upload(other, REPORTS + "?domain_id=" + domain, report("r2", "quiet.example", 1))
                        .status())
                .isEqualTo(404);
        assertThat(api.call(other, "GET", REPORTS + "?domain=example.org").status())
                .isEqualTo(404);
        assertThat(api.call(other, "GET", "/v1/dmarc/summary?domain=example.org")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNoReportShouldBeRefused() {
        assertThat(upload(key, REPORTS, "").status()).isEqualTo(400);
        assertThat(upload(key, REPORTS, "<feedback/>").status()).isEqualTo(400);
        assertThat(upload(key, REPORTS, "<!DOCTYPE a [<!ENTITY b \"c\">]><feedback>&b;</feedback>")
                        .status())
                .isEqualTo(400);
        assertThat(api.call(key, "POST", REPORTS, "{}").status()).isEqualTo(415);
    }
}
