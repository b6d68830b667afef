package io.jamesagents.finds;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.html.HtmlMail;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindsTest {
    private static List<Code> codes(String subject, String text) {
        return Finds.in(subject, text, List.of(), null).codes();
    }

    private static List<Link> links(String html) {
        return Finds.in(null, "", HtmlMail.of(html).anchors(), null).links();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Your verification code is 482913. It expires in 10 minutes. | 482913",
                "482913 is your Example login code | 482913",
                "Use code 4829 to sign in. | 4829",
                "Your one-time passcode: 482-913 | 482913",
                "Your code is 482 913 | 482913",
                "Your code: 4 8 2 9 1 3 | 482913",
                "G-482913 is your Google verification code. | G-482913",
                "Enter this code to confirm your address: X7K2-P9QD | X7K2-P9QD",
                "Security code: AB12CD | AB12CD",
                "Ihr Bestätigungscode lautet 482913. | 482913",
                "Dein Code: 482913 | 482913",
                "Votre code de vérification est le 482913 | 482913",
                "Tu código de verificación es 482913 | 482913",
                "Seu código de acesso é 482913. | 482913",
                "Il tuo codice di verifica è 482913 | 482913",
                "Uw verificatiecode is 482913 | 482913",
                "Din verifieringskod är 482913 | 482913",
                "Twój kod weryfikacyjny to 482913 | 482913",
                "Ваш код подтверждения: 482913 | 482913",
                "Doğrulama kodunuz: 482913 | 482913",
                "您的验证码是482913，10分钟内有效。 | 482913",
                "認証コード：482913 | 482913",
                "인증번호 482913 을 입력하세요 | 482913",
                "Your 2FA code is 2024 | 2024"
            })
    void inShouldFindTheCodeWhenAMailSpeaksOfOne(String text, String value) {
        assertThat(codes(null, text)).extracting(Code::value).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your order 482913 has been shipped.",
                "Order number: 48291377. Use the promo code SAVE2024 for 10 % off.",
                "Call us: +1 555 482 9137 or 0800 482913.",
                "The code review is on 12.04.2024 at 10:30 and took 1500 minutes.",
                "Invoice 20241234, total 4829.13 EUR. Our bank code is fine.",
                "See https://e.example/code/482913 for the source code of 1.2.3456",
                "In 2024 we wrote 12000 lines of code.",
                "Your ZIP code 48291 is in our area.",
                "Error code: 50012",
                "We have sent you a code by text message. Write to us: Example Ltd, 10115 Berlin",
                "Tracking number 4829137701, no code needed.",
                "The code of conduct was signed by 4500 people.",
                "> Your code is 482913"
            })
    void inShouldFindNoCodeWhenTheNumberIsSomethingElse(String text) {
        assertThat(codes("News", text)).isEmpty();
    }

    @Test
    void inShouldFindTheCodeWhenItStandsOnALineOfItsOwn() {
        List<Code> codes = codes(
                "Confirm your address",
                "Hello,\n\nenter this code to verify your address:\n\n  4 8 2 9 1 3\n\nThe code is valid for 2 hours.\n© 2024 Example, Tel. 0800 123456\n");
        assertThat(codes)
                .containsExactly(new Code("482913", "4 8 2 9 1 3", Code.Kind.VERIFICATION, 0.95, "4 8 2 9 1 3", 7_200));
    }

    @Test
    void inShouldFindTheCodeWhenItIsInTheSubject() {
        assertThat(codes("482913 is your code", "Welcome back.").get(0).evidence())
                .isEqualTo("482913 is your code");
    }

    @ParameterizedTest
    @CsvSource({
        "Your login code is 482913, OTP",
        "Code to reset your password: 482913, PASSWORD_RESET",
        "Confirm your e-mail with the code 482913, VERIFICATION",
        "Your code is 482913, OTHER"
    })
    void inShouldSayWhatTheCodeIsFor(String text, Code.Kind kind) {
        assertThat(codes(null, text).get(0).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "Confirm your e-mail,https://e.example/x,VERIFY",
        "E-Mail-Adresse bestätigen,https://e.example/x,VERIFY",
        "メールアドレスを確認,https://e.example/x,VERIFY",
        "Reset password,https://e.example/x,RESET_PASSWORD",
        "Réinitialiser le mot de passe,https://e.example/x,RESET_PASSWORD",
        "Unsubscribe,https://e.example/x,UNSUBSCRIBE",
        "Newsletter abbestellen,https://e.example/x,UNSUBSCRIBE",
        "Sign in to Example,https://e.example/x,LOGIN",
        "Click here,https://e.example/auth/magic-link?t=1,LOGIN",
        "here,https://e.example/account/verify/abc,VERIFY",
        "Our new shoes,https://e.example/shoes,OTHER"
    })
    void inShouldSayWhatALinkIsFor(String words, String url, Link.Kind kind) {
        assertThat(links("<p>Hello</p><a href=\"" + url + "\">" + words + "</a>"))
                .containsExactly(new Link(url, words, kind, Link.Source.BODY));
    }

    @Test
    void inShouldFindBareLinksWhenThereIsOnlyText() {
        assertThat(Finds.in(
                                null,
                                "To confirm your account, open\nhttps://e.example/a(b)?c=1.\nOr see <http://e.example>.",
                                List.of(),
                                null)
                        .links())
                .containsExactly(
                        new Link("https://e.example/a(b)?c=1", "", Link.Kind.VERIFY, Link.Source.BODY),
                        new Link("http://e.example", "", Link.Kind.VERIFY, Link.Source.BODY));
    }

    @Test
    void inShouldFindTheLinkOfListUnsubscribe() {
        assertThat(Finds.in(null, "", List.of(), "<mailto:u@e.example>, <https://e.example/u/1>")
                        .links())
                .containsExactly(new Link("https://e.example/u/1", "", Link.Kind.UNSUBSCRIBE, Link.Source.HEADER));
    }

    @Test
    void inShouldKeepLinksWithAPurposeWhenThereAreTooMany() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            html.append("<a href=https://e.example/shoes/").append(i).append(">Shoes that fit you</a>");
        }
        html.append("<a href=https://e.example/u>Unsubscribe</a>");
        assertThat(links(html.toString()))
                .hasSize(50)
                .last()
                .extracting(Link::kind)
                .isEqualTo(Link.Kind.UNSUBSCRIBE);
    }

    @Test
    void inShouldTakeNoLinkWhenItIsNotOfTheWeb() {
        assertThat(
                        links(
                                "<a href='javascript:x()'>Confirm</a><a href='mailto:a@b.example'>Write</a><a href='/x'>Confirm</a>"))
                .isEmpty();
    }

    @Test
    void readShouldGiveWhatWasWritten() {
        Finds finds = Finds.in("482913 is your code", "https://e.example/verify", List.of(), null);
        assertThat(Finds.read(finds.json())).isEqualTo(finds);
        assertThat(finds.json().at("/links/0/kind").asText()).isEqualTo("verify");
        assertThat(Finds.in(null, "Hello", List.of(), null).json()).isNull();
    }
}
