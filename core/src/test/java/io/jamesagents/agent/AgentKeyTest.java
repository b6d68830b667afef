package io.jamesagents.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentKeyTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    private static AgentKey key(String hex) {
        return AgentKey.parse(Base64.getEncoder().encodeToString(HEX.parseHex(hex)));
    }

    /** RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc). */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
                + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
                + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
    })
    void signaturesOfTheStandardShouldVerify(String secret, String publicKey, String message, String signature) {
        byte[] signed = HEX.parseHex(message);
        assertThat(new TestingKey(HEX.parseHex(secret)).sign(signed)).isEqualTo(HEX.parseHex(signature));
        assertThat(new TestingKey(HEX.parseHex(secret)).publicKey()).isEqualTo(key(publicKey));
        assertThat(key(publicKey).verifies(signed, HEX.parseHex(signature))).isTrue();
    }

    /**
     * The twelve cases of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko, 2020) on which verifiers differ: small
     * and mixed order, S not below the order of the group, encodings that are not canonical. None of them passes here.
     */
    @ParameterizedTest
    @CsvFileSource(resources = "ed25519-edge-cases.csv")
    void casesOnWhichVerifiersDifferShouldBeRefused(String publicKey, String message, String signature) {
        assertThat(accepted(publicKey, message, signature)).isFalse();
    }

    private static boolean accepted(String publicKey, String message, String signature) {
        try {
            return key(publicKey).verifies(HEX.parseHex(message), HEX.parseHex(signature));
        } catch (Invalid e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                // Those written in other ways, and no points at all.
                "0100000000000000000000000000000000000000000000000000000000000080",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0200000000000000000000000000000000000000000000000000000000000000"
            })
    void keyShouldBeRefusedWhenItIsOfSmallOrderOrNoPoint(String hex) {
        assertThatThrownBy(() -> key(hex)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHUQ==",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURp=",
                " 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
            })
    void keyShouldBeRefusedWhenItIsWrittenInAnotherWay(String base64) {
        assertThatThrownBy(() -> AgentKey.parse(base64))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.code()).isEqualTo("invalid_public_key"));
    }

    @Test
    void signatureShouldBeRefusedWhenABitOfItOrOfTheTextIsAnother() {
        TestingKey pair = TestingKey.random();
        AgentKey key = pair.publicKey();
        byte[] text = "A text of some length. ".repeat(26).getBytes(StandardCharsets.UTF_8);
        byte[] signature = pair.sign(text);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            assertThat(key.verifies(text, flipped(signature, bit)))
                    .as("bit " + bit)
                    .isFalse();
        }
        for (int bit = 0; bit < text.length * 8; bit++) {
            assertThat(key.verifies(flipped(text, bit), signature)).isFalse();
        }
        assertThat(key.verifies(text, signature)).isTrue();
        assertThat(TestingKey.random().publicKey().verifies(text, signature)).isFalse();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    @Test
    void signatureShouldBeRefusedWhenItIsWrittenInAnotherWay() {
        TestingKey pair = TestingKey.random();
        AgentKey key = pair.publicKey();
        byte[] signature = pair.sign(TEXT);
        for (int times = 1; times < 8; times++) {
            assertThat(key.verifies(TEXT, plusOrder(signature, times))).isFalse();
        }
        for (int length : new int[] {0, 1, 32, 63, 65, 128}) {
            assertThat(key.verifies(TEXT, Arrays.copyOf(signature, length))).isFalse();
        }
        assertThat(key.verifies(TEXT, new byte[64])).isFalse();
    }

    /** The same signature under equations that do not look at the size of S. */
    private static byte[] plusOrder(byte[] signature, int times) {
        byte[] bigEndian = new byte[33];
        for (int i = 0; i < 32; i++) {
            bigEndian[32 - i] = signature[32 + i];
        }
        byte[] sum = new BigInteger(bigEndian)
                .add(ORDER.multiply(BigInteger.valueOf(times)))
                .toByteArray();
        byte[] other = Arrays.copyOf(signature, 64);
        Arrays.fill(other, 32, 64, (byte) 0);
        for (int i = 0; i < Math.min(32, sum.length); i++) {
            other[32 + i] = sum[sum.length - 1 - i];
        }
        return other;
    }

    @Test
    void standInShouldBeARealKey() {
        assertThat(AgentKey.parse(AgentKey.NOBODYS.base64())).isEqualTo(AgentKey.NOBODYS);
    }
}
