package io.jamesagents.authentication.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DmarcRecordTest {

    @Test
    void parseShouldReadWhatIsThere() {
        assertThat(DmarcRecord.parse("v=DMARC1; p=Reject ;SP=none; np=quarantine; adkim=s;aspf=S; pct=20; fo=1;"))
                .contains(new DmarcRecord("reject", "none", "quarantine", true, true, 20));
    }

    @Test
    void parseShouldTakeTheDefaultsForWhatIsNotThereOrWrong() {
        assertThat(DmarcRecord.parse("v=DMARC1; p=none; adkim=x; pct=101; =; ;junk"))
                .contains(new DmarcRecord("none", null, null, false, false, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=DMARC1", "v=DMARC1; p=", "v=DMARC1; p=block", "v=DMARC1; p=reject; sp=block"})
    void parseShouldBeEmptyWhenThereIsNoPolicy(String text) {
        assertThat(DmarcRecord.parse(text)).isEmpty();
        assertThat(DmarcRecord.parse(text + "; rua=mailto:a@b.example"))
                .get()
                .extracting(DmarcRecord::policy)
                .isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "v=DMARC1, true",
        "v=DMARC1; p=none, true",
        "v = DMARC1 ; p=none, true",
        "v=DMARC1p=none, false",
        "v=DMARC2; p=none, false",
        "v=dmarc1; p=none, false",
        "p=none; v=DMARC1, false",
        "'', false"
    })
    void isOneShouldLookAtTheVersion(String text, boolean one) {
        assertThat(DmarcRecord.isOne(text)).isEqualTo(one);
    }
}
