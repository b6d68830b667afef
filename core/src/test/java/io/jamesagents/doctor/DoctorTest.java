package io.jamesagents.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final Clock CLOCK = Clock.systemUTC();

    private interface Look {
        void at(Findings findings) throws Exception;
    }

    private static Check check(String name, Look look) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void look(Findings findings) throws Exception {
                look.at(findings);
            }
        };
    }

    private static Doctor doctor(Duration timeLimit, Check... checks) {
        return new Doctor(List.of(checks), timeLimit, CLOCK);
    }

    @Test
    void examineShouldSayThatAllIsWellWhenNothingIsFound() {
        Examination examination = doctor(
                        Duration.ofSeconds(5), check("one", findings -> {}), check("two", findings -> {}))
                .examine();

        assertThat(examination.status()).isEqualTo(Severity.OK);
        assertThat(examination.complaints()).isEmpty();
        assertThat(examination.findings()).extracting(Finding::check).containsExactly("one", "two");
    }

    @Test
    void examineShouldPutTheWorstFirst() {
        Examination examination = doctor(
                        Duration.ofSeconds(5),
                        check("fine", findings -> {}),
                        check("poor", findings -> findings.warn("It limps.", "Rest.")),
                        check("bad", findings -> findings.fail("It is broken.", "Mend it.")))
                .examine();

        assertThat(examination.status()).isEqualTo(Severity.FAIL);
        assertThat(examination.complaints())
                .containsExactly(
                        new Finding("bad", Severity.FAIL, "It is broken.", "Mend it."),
                        new Finding("poor", Severity.WARN, "It limps.", "Rest."));
    }

    @Test
    void examineShouldNotThrowWhenACheckDoes() {
        Examination examination = doctor(Duration.ofSeconds(5), check("odd", findings -> {
                    throw new StackOverflowError();
                }))
                .examine();

        assertThat(examination.complaints()).hasSize(1);
        assertThat(examination.complaints().get(0).problem()).contains("StackOverflowError");
    }

    @Test
    void examineShouldNotWaitForACheckThatHangsNorBeginItAgain() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Doctor doctor = doctor(Duration.ofMillis(100), check("hangs", findings -> {
            begun.incrementAndGet();
            release.await();
        }));

        assertThat(doctor.examine().complaints().get(0).problem()).contains("does not come to an end");
        assertThat(doctor.examine().status()).isEqualTo(Severity.WARN);
        assertThat(begun).hasValue(1);
        release.countDown();
    }

    @Test
    void examineShouldLookAgainEachTime() {
        AtomicInteger looks = new AtomicInteger();
        Doctor doctor = doctor(Duration.ofSeconds(5), check("one", findings -> looks.incrementAndGet()));

        doctor.examine();
        doctor.examine();

        assertThat(looks).hasValue(2);
    }
}
