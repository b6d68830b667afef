package io.jamesagents.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalAddressTest {
    @ParameterizedTest
    @CsvSource({
        "Bob@X.Example, bob@x.example",
        "' bob@x.example ', bob@x.example",
        "Bob Builder <BOB@x.example>, bob@x.example",
        "<bob@x.example.>, bob@x.example",
        "bob@x.example., bob@x.example",
        "bob@BÜCHER.example, bob@xn--bcher-kva.example",
        "Bob <bob@bücher.example.>, bob@xn--bcher-kva.example",
        "bob@XN--BCHER-KVA.example, bob@xn--bcher-kva.example",
        "bob@bücher。example, bob@xn--bcher-kva.example",
        "Bob+News@x.example, bob+news@x.example"
    })
    void ofShouldGiveOneFormWhenSpellingsDiffer(String spelling, String canonical) {
        assertThat(CanonicalAddress.of(spelling)).contains(new CanonicalAddress(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bob", "bob@", "@x.example", "a@b@c", "x_0f3a", "bob@x.example, eve@x.example"})
    void ofShouldBeEmptyWhenItIsNoAddress(String text) {
        assertThat(CanonicalAddress.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bob+a+b@x.example, bob@x.example", "bob@x.example, bob@x.example", "+a@x.example, +a@x.example"})
    void untaggedShouldTakeOffThePlusPart(String address, String untagged) {
        assertThat(new CanonicalAddress(address).untagged()).isEqualTo(new CanonicalAddress(untagged));
    }
}
