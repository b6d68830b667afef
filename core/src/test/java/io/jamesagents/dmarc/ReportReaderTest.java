package io.jamesagents.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.TooLarge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
    static final String REPORT =
            """
            <feedback>
              <report_metadata>
                <org_name>Reporter Inc.</org_name><email>dmarc@reporter.example</email>
                <report_id>4711</report_id>
                <date_range><begin>1767225600</begin><end>1767311999</end></date_range>
              </report_metadata>
              <policy_published><domain>Example.org</domain><p>reject</p></policy_published>
              <record>
                <row><source_ip>192.0.2.1</source_ip><count>7</count>
                  <policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated>
                </row>
                <identifiers><header_from>example.org</header_from></identifiers>
                <auth_results>
                  <dkim><domain>example.org</domain><selector>s1</selector><result>pass</result></dkim>
                  <spf><domain>bounce.example.net</domain><result>pass</result></spf>
                </auth_results>
              </record>
              <record>
                <row><source_ip>2001:DB8::1</source_ip><count>3</count>
                  <policy_evaluated><disposition>reject</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated>
                </row>
                <identifiers><header_from>example.org</header_from></identifiers>
              </record>
            </feedback>
            """;

    private static DmarcReport read(String xml) {
        return read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static DmarcReport read(byte[] xml) {
        return ReportReader.read(new ByteArrayInputStream(xml));
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] zip(String name, byte[]... files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < files.length; i++) {
                zip.putNextEntry(new ZipEntry(i + name));
                zip.write(files[i]);
            }
        }
        return out.toByteArray();
    }

    @Test
    void readShouldUnderstandAReport() {
        DmarcReport report = read(REPORT);
        assertThat(report.reportId()).isEqualTo("4711");
        assertThat(report.orgName()).isEqualTo("Reporter Inc.");
        assertThat(report.begin()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(report.policy()).isEqualTo(new DmarcReport.Policy("example.org", "r", "r", "reject", "reject", 100));
        assertThat(report.messages()).isEqualTo(10);
        assertThat(report.rows().get(0))
                .isEqualTo(new DmarcReport.Row(
                        "192.0.2.1",
                        7,
                        "none",
                        "pass",
                        "fail",
                        "example.org",
                        "example.org",
                        "s1",
                        "bounce.example.net"));
        assertThat(report.rows().get(1).passed()).isFalse();
        assertThat(report.rows().get(1).sourceIp()).isEqualTo("2001:db8::1");
    }

    @Test
    void readShouldUnderstandTheNewerNamespace() {
        String newer = REPORT.replace("<feedback>", "<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\">");
        assertThat(read(newer)).isEqualTo(read(REPORT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "<feedback/>",
                "<html><feedback/></html>",
                "<feedback><report_metadata>",
            })
    void readShouldRefuseWhatIsNoReport(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Invalid.class);
    }

    @Test
    void readShouldNameAReporterWithoutANameByItsAddress() {
        assertThat(read(REPORT.replace("Reporter Inc.", "")).orgName()).isEqualTo("reporter.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report_id", "begin", "end", "domain", "source_ip", "count"})
    void readShouldRefuseAReportThatLacksWhatItIsAbout(String element) {
        String lacking = REPORT.replaceAll("<" + element + ">[^<]*</" + element + ">", "");
        assertThatThrownBy(() -> read(lacking)).isInstanceOf(Invalid.class).hasMessageContaining(element);
    }

    @Test
    void readShouldRefuseEntitiesInWhateverEncoding() {
        String bomb = "<!DOCTYPE feedback [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                + REPORT.replace("4711", "&b;");
        String file = "<!DOCTYPE feedback [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + REPORT.replace("4711", "&f;");
        String external = "<!DOCTYPE feedback SYSTEM \"http://127.0.0.1:1/x.dtd\">" + REPORT;
        for (String hostile : List.of(bomb, file, external)) {
            assertThatThrownBy(() -> read(hostile)).isInstanceOf(Invalid.class);
            Charset utf16 = StandardCharsets.UTF_16;
            String declared = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + hostile;
            assertThatThrownBy(() -> read(declared.getBytes(utf16))).isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252"})
    void readShouldUnderstandTheEncodingThatIsDeclared(String encoding) {
        String declared = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>"
                + REPORT.replace("Reporter Inc.", "R\u00e9porter");
        assertThat(read(declared.getBytes(Charset.forName(encoding))).orgName()).isEqualTo("R\u00e9porter");
    }

    @Test
    void readShouldPassOverAByteOrderMark() {
        assertThat(read("\ufeff" + REPORT)).isEqualTo(read(REPORT));
    }

    @Test
    void readShouldRefuseBytesThatAreNotInTheEncoding() {
        byte[] latin = REPORT.replace("Reporter Inc.", "R\u00e9porter").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(latin)).isInstanceOf(Invalid.class);
    }

    @Test
    void readShouldTakeMarkupWithinCommentsSectionsAndValuesForWhatItIs() {
        String odd = REPORT.replace("Reporter Inc.", "<!-- <a> -> ' - --><![CDATA[R & D ]] ]>]]><x y='>\"' z=\"'>\"/>");
        assertThat(read(odd).orgName()).isEqualTo("R & D ]] ]>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a b='%s'/>",
                "<a b=\"%s\"/>",
                "<a><!--%s--></a>",
                "<!--->%s-->",
                "<a><![CDATA[%s]]></a>",
                "<![CDATA[]>%s]]>",
                "<?a %s?>",
                "<a>%s</a>"
            })
    void readShouldRefusePiecesThatNoReportHas(String piece) {
        String small = "x> ".repeat(100);
        String large = "x> ".repeat(10_000);
        for (String content : List.of(large, large.replace('>', 'x').replace(" ", ""))) {
            assertThatThrownBy(() -> read(REPORT.replace("<feedback>", "<feedback>" + piece.formatted(content))))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("that no report has");
        }
        if (!piece.startsWith("<a%")) {
            assertThat(read(REPORT.replace("<feedback>", "<feedback>" + piece.formatted(small))))
                    .isNotNull();
        }
    }

    @Test
    void readShouldRefuseElementsThatAreTooMany() {
        String few = "<p/>".repeat(190);
        assertThat(read(REPORT.replace("<feedback>", "<feedback>" + few))).isEqualTo(read(REPORT));
        for (String where : List.of("feedback", "record", "row")) {
            String many = REPORT.replace("<" + where + ">", "<" + where + ">" + "<p/>".repeat(201));
            assertThatThrownBy(() -> read(many)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void readShouldRefuseDepth() {
        String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
        assertThatThrownBy(() -> read(REPORT.replace("<feedback>", "<feedback>" + deep)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void readShouldOpenEveryWrapping() throws Exception {
        byte[] plain = REPORT.getBytes(StandardCharsets.UTF_8);
        for (byte[] file :
                List.of(plain, gzip(plain), gzip(gzip(plain)), zip(".xml", plain), zip(".gz", gzip(plain)))) {
            assertThat(ReportFile.read(file)).containsExactly(read(plain));
        }
        assertThat(ReportFile.read(zip(".xml", plain, plain))).hasSize(2);
    }

    @Test
    void readShouldRefuseBombs() throws Exception {
        byte[] zeros = new byte[30 << 20];
        byte[] many = zip(".xml", new byte[200][1]);
        byte[] nested = gzip(gzip(gzip(gzip(gzip(new byte[10])))));
        for (byte[] bomb : List.of(gzip(zeros), zip(".xml", zeros), gzip(gzip(zeros)), many, nested)) {
            assertThatThrownBy(() -> ReportFile.read(bomb))
                    .isInstanceOfAny(TooLarge.class, Invalid.class)
                    .isInstanceOf(AgentsException.class);
        }
        assertThatThrownBy(() -> ReportFile.read(zip(".txt", new byte[1]))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> ReportFile.read(new byte[] {0x1f, (byte) 0x8b, 1, 2}))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> ReportFile.read(new byte[] {'P', 'K', 3, 4, 0}))
                .isInstanceOf(Invalid.class);
    }
}
