package io.jamesagents.maildomain.dns;

import static io.jamesagents.maildomain.dns.RecordState.FAILED;
import static io.jamesagents.maildomain.dns.RecordState.NOT_STARTED;
import static io.jamesagents.maildomain.dns.RecordState.PENDING;
import static io.jamesagents.maildomain.dns.RecordState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordCheckTest {
    private static final String OURS = "v=spf1 a:mx.agents.example include:relay.example ~all";

    private static RecordState judge(Kind kind, String wanted, String... values) {
        DnsRecord record = new DnsRecord(kind, "example.org", wanted, NOT_STARTED, null);
        return RecordCheck.judge(
                record, kind == Kind.MX ? DnsAnswer.hosts(List.of(values)) : DnsAnswer.texts(List.of(values)));
    }

    @Test
    void ownershipShouldNeedTheVeryChallengeAmongOthers() {
        assertThat(judge(Kind.OWNERSHIP, "agents-challenge=1")).isEqualTo(PENDING);
        assertThat(judge(Kind.OWNERSHIP, "agents-challenge=1", "\"other\"")).isEqualTo(FAILED);
        assertThat(judge(Kind.OWNERSHIP, "agents-challenge=1", "\"agents-challenge=12\""))
                .isEqualTo(FAILED);
        assertThat(judge(Kind.OWNERSHIP, "agents-challenge=1", "\"other\"", "\"agents-challenge=1\""))
                .isEqualTo(VERIFIED);
    }

    @Test
    void keyShouldBeTheSameHoweverItIsWritten() {
        String wanted = "v=DKIM1; k=rsa; p=AAAABBBBCCCC";
        assertThat(judge(Kind.DKIM, wanted, "\"v=DKIM1; k=rsa; p=AAAA\" \"BBBBCCCC\""))
                .isEqualTo(VERIFIED);
        assertThat(judge(Kind.DKIM, wanted, "\"v=DKIM1\\; k=rsa\\; p=AAAABBBBCCCC\""))
                .isEqualTo(VERIFIED);
        assertThat(judge(Kind.DKIM, wanted, "v=DKIM1;k=rsa;t=s;p=AAAA BBBB CCCC;"))
                .isEqualTo(VERIFIED);
        assertThat(judge(Kind.DKIM, wanted, "p=AAAABBBBCCCC")).isEqualTo(VERIFIED);
        assertThat(judge(Kind.DKIM, wanted, "\"v=DKIM1; k=rsa; p=AAAABBBB\"")).isEqualTo(FAILED);
        assertThat(judge(Kind.DKIM, wanted, "\"v=DKIM1; k=rsa; p=\"")).isEqualTo(FAILED);
        assertThat(judge(Kind.DKIM, wanted, "\"v=DKIM1; k=ed25519; p=AAAABBBBCCCC\""))
                .isEqualTo(FAILED);
        assertThat(judge(Kind.DKIM, wanted)).isEqualTo(PENDING);
    }

    @Test
    void mxShouldPointHereWithWhateverPreference() {
        assertThat(judge(Kind.MX, "mx.agents.example", "other.example.", "MX.Agents.Example."))
                .isEqualTo(VERIFIED);
        assertThat(judge(Kind.MX, "mx.agents.example", "other.example.")).isEqualTo(FAILED);
        assertThat(judge(Kind.MX, "mx.agents.example")).isEqualTo(PENDING);
    }

    @Test
    void spfShouldHaveOurMechanismsAmongOthers() {
        assertThat(judge(Kind.SPF, OURS, "v=spf1 ip4:192.0.2.1 +A:mx.agents.example include:relay.example -all"))
                .isEqualTo(VERIFIED);
        assertThat(judge(Kind.SPF, OURS, "v=spf1 mx -all")).isEqualTo(VERIFIED);
        assertThat(judge(Kind.SPF, OURS, "v=spf1 a:mx.agents.example -all")).isEqualTo(FAILED);
        assertThat(judge(Kind.SPF, OURS, "v=spf1 -a:mx.agents.example include:relay.example ~all"))
                .isEqualTo(FAILED);
        assertThat(judge(Kind.SPF, OURS, OURS, OURS)).isEqualTo(FAILED);
        assertThat(judge(Kind.SPF, "v=spf1 a:mx.overall ~all", "v=spf1 ~all")).isEqualTo(FAILED);
        assertThat(judge(Kind.SPF, OURS, "google-site-verification=1", "v=spf10 mx"))
                .isEqualTo(PENDING);
    }

    @Test
    void anyValidDmarcPolicyShouldDo() {
        String wanted = "v=DMARC1; p=none; rua=mailto:dmarc@agents.example";
        assertThat(judge(Kind.DMARC, wanted, "\"v=DMARC1;p=reject\"")).isEqualTo(VERIFIED);
        assertThat(judge(Kind.DMARC, wanted, "v=DMARC1; p=often")).isEqualTo(FAILED);
        assertThat(judge(Kind.DMARC, wanted, "v=DMARC1; p=none", "v=DMARC1; p=none"))
                .isEqualTo(FAILED);
        assertThat(judge(Kind.DMARC, wanted, "something")).isEqualTo(PENDING);
    }

    @Test
    void recordShouldStayAsItWasWhenNoAnswerComes() {
        for (RecordState before : RecordState.values()) {
            DnsRecord record = new DnsRecord(Kind.MX, "example.org", "mx.agents.example", before, 10);
            assertThat(RecordCheck.judge(record, DnsAnswer.NONE_CAME))
                    .isEqualTo(before == NOT_STARTED ? PENDING : before);
        }
    }

    @Test
    void escapedTextShouldBeReadAsItIs() {
        assertThat(DnsAnswer.texts(List.of("\"a\\\"b\\\\c\\059\" \"d\"")).values())
                .containsExactly("a\"b\\c;d");
    }
}
