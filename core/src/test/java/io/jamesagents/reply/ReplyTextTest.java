package io.jamesagents.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {
    private static String visible(String text) {
        return ReplyText.of(text).visible();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, 2 Apr 2012 at 17:44, Ann Bee <ann@example.org> wrote:",
                "On Mon, 2 Apr 2012 at 17:44, Ann Bee\n<ann@example.org> wrote:",
                "On Mon, 2 Apr 2012 at 17:44, Ann Bee <\nann@example.org> wrote:",
                "On 02/04/2012 17:44, Ann Bee wrote:",
                "---- On Wed, 24 Feb 2021 14:02:50 +0530 ann@example.org wrote ----",
                "- On 2021-04-09 23:25, Ann Bee wrote:",
                "2012-04-02 17:44 GMT+02:00 Ann Bee <ann@example.org>:",
                "Quoting Ann Bee <ann@example.org>:",
                "Am 02.04.2012 um 17:44 schrieb Ann Bee <ann@example.org>:",
                "Am Mo., 2. Apr. 2012 um 17:44 Uhr schrieb Ann Bee <ann@example.org>:",
                "Ann Bee <ann@example.org> schrieb am Mo., 2. Apr.\n2012, 17:44:",
                "Le lun. 2 avr. 2012 à 17:44, Ann Bee <ann@example.org> a écrit :",
                "El lun, 2 abr 2012 a las 17:44, Ann Bee (<ann@example.org>) escribió:",
                "Em seg., 2 de abr. de 2012 às 17:44, Ann Bee <ann@example.org> escreveu:",
                "Il giorno lun 2 apr 2012 alle ore 17:44 Ann Bee <ann@example.org> ha scritto:",
                "Op ma 2 apr. 2012 om 17:44 schreef Ann Bee <ann@example.org>:",
                "Op 2 apr. 2012 om 17:44 heeft Ann Bee <ann@example.org> het volgende geschreven:",
                "Den mån 2 apr. 2012 kl 17:44 skrev Ann Bee <ann@example.org>:",
                "ma 2. huhtik. 2012 klo 17.44 Ann Bee (ann@example.org) kirjoitti:",
                "W dniu 02.04.2012 o 17:44, Ann Bee pisze:",
                "pon., 2 kwi 2012 o 17:44 Ann Bee <ann@example.org> napisał(a):",
                "po 2. 4. 2012 v 17:44 odesílatel Ann Bee <ann@example.org> napsal:",
                "пн, 2 апр. 2012 г. в 17:44, Ann Bee <ann@example.org>:",
                "2 апреля 2012 г., 17:44 пользователь Ann Bee <ann@example.org> написал:",
                "2 Nis 2012 Pzt, 17:44 tarihinde Ann Bee <ann@example.org> şunu yazdı:",
                "2012年4月2日(月) 17:44 Ann Bee <ann@example.org>:",
                "Ann Bee <ann@example.org> 于2012年4月2日周一 17:44写道：",
                "2012년 4월 2일 (월) 오후 5:44, Ann Bee <ann@example.org>님이 작성:"
            })
    void ofShouldPartTheQuoteWhenAClientIntroducesIt(String introduction) {
        ReplyText text = ReplyText.of("Yes, on Monday.\n\n" + introduction + "\n\n> Shall we meet?\n> Ann\n");
        assertThat(text.visible()).isEqualTo("Yes, on Monday.");
        assertThat(text.quoted()).isEqualTo(introduction + "\n\n> Shall we meet?\n> Ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Ann Bee <ann@example.org>\nSent: Monday, April 2, 2012 5:44 PM\nTo: Bob\nSubject: Meeting",
                "*From:* Ann Bee\n*Sent:* Monday\n*To:* Bob\n*Subject:* Meeting",
                "Von: Ann Bee [mailto:ann@example.org]\nGesendet: Montag, 2. April 2012 17:44\nAn: Bob\nBetreff: Treffen",
                "De : Ann Bee\nEnvoyé : lundi 2 avril 2012 17:44\nÀ : Bob\nObjet : Réunion",
                "De: Ann Bee\nEnviado el: lunes, 2 de abril de 2012\nPara: Bob\nAsunto: Reunión",
                "Da: Ann Bee\nInviato: lunedì 2 aprile 2012\nA: Bob\nOggetto: Riunione",
                "Van: Ann Bee\nVerzonden: maandag 2 april 2012\nAan: Bob\nOnderwerp: Afspraak",
                "Från: Ann Bee\nSkickat: den 2 april 2012\nTill: Bob\nÄmne: Möte",
                "От: Ann Bee\nОтправлено: 2 апреля 2012 г.\nКому: Bob\nТема: Встреча",
                "发件人: Ann Bee\n发送时间: 2012年4月2日\n收件人: Bob\n主题: 会议",
                "-----Original Message-----",
                "-------- Ursprüngliche Nachricht --------",
                "-------- Message d'origine --------"
            })
    void ofShouldPartTheEarlierMailWhenItsHeaderIsAbove(String header) {
        ReplyText text =
                ReplyText.of("Fine.\n\n________________________________\n" + header + "\n\nShall we meet?\n\nAnn");
        assertThat(text.visible()).isEqualTo("Fine.");
        assertThat(text.quoted()).startsWith(header).endsWith("Ann");
    }

    @Test
    void ofShouldKeepQuotesWhenTheAuthorAnswersBetweenThem() {
        String text = "On Mon, 2 Apr 2012, Ann wrote:\n> When?\nOn Monday.\n> Where?\nHere.\n> Bye\n";
        assertThat(visible(text)).isEqualTo("> When?\nOn Monday.\n> Where?\nHere.");
    }

    @Test
    void ofShouldLeaveTheQuoteOutWhenTheAnswerIsBelowIt() {
        assertThat(visible("On Mon, 2 Apr 2012, Ann wrote:\n> When?\n> And where?\n\nOn Monday."))
                .isEqualTo("On Monday.");
    }

    @Test
    void ofShouldTakeBrokenLinesAsQuotedWhenTheirMarkIsMissing() {
        String text =
                "Yes.\n\nOn Mon, 2 Apr 2012, Ann wrote:\n> This line was too long for the client that has sent it and so it\nbroke\n> off.\n";
        assertThat(visible(text)).isEqualTo("Yes.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- \nBob\nExample Ltd",
                "--\nBob",
                "Sent from my iPhone",
                "Sent from my Nokia 3310",
                "Get Outlook for Android <https://example.org/x>",
                "Gesendet von meinem Telefon",
                "Envoyé de mon iPhone",
                "Enviado desde mi teléfono",
                "Inviato da iPhone",
                "Verstuurd vanaf mijn iPhone",
                "Отправлено с iPhone",
                "iPhoneから送信",
                "发自我的iPhone",
                "_____________\nBob Jones\nTel. 123"
            })
    void ofShouldLeaveTheSignatureOutWhenThereIsOne(String signature) {
        assertThat(visible("It works.\n\nRegards,\nBob\n\n" + signature + "\n"))
                .isEqualTo("It works.\n\nRegards,\nBob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On the other hand, we could wait.\nOn average it takes 3 days.",
                "He wrote: I do not know.\nI wrote: neither do I.",
                "Your trip:\nFrom: Berlin\nTo: Paris\nDate: 2 April 2012\n\nHave fun.",
                "Look at this:\n```\n-- comment\n> not a quote\nOn 2 Apr 2012, Ann wrote:\n```\nIs it right?",
                "The list:\n- one\n- two\n\n---\n\nThe end of it, which is a longer paragraph than any signature would have been.",
                "Please answer the questions at 10:30 on Monday:\n1. Who?\n2. When?"
            })
    void ofShouldKeepTheWholeWhenItOnlyLooksLikeAQuote(String text) {
        assertThat(visible(text)).isEqualTo(text);
        assertThat(ReplyText.of(text).quoted()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---------- Forwarded message ---------\nFrom: Ann <ann@example.org>\nDate: Mon, 2 Apr 2012\nSubject: x\nTo: Bob\n\nThe offer.",
                "Begin forwarded message:\n\n> From: Ann <ann@example.org>\n> Subject: x\n>\n> The offer.",
                "-------- Weitergeleitete Nachricht --------\nVon: Ann <ann@example.org>\n\nThe offer."
            })
    void ofShouldKeepTheMailWhenItIsPassedOn(String passedOn) {
        assertThat(visible("Please see to it.\n\n" + passedOn)).isEqualTo("Please see to it.\n\n" + passedOn);
    }

    @Test
    void ofShouldKeepTheMailWhenTheSubjectSaysThatItIsPassedOn() {
        String text =
                "Please see to it.\n\nFrom: Ann <ann@example.org>\nSent: Monday\nTo: Bob\nSubject: x\n\nThe offer.";
        assertThat(ReplyText.of(text, "Fwd: x").visible()).isEqualTo(text);
        assertThat(ReplyText.of(text, "Re: x").visible()).isEqualTo("Please see to it.");
    }

    @Test
    void ofShouldKeepAnEarlierMailWhenTheAuthorWroteNothing() {
        String text = "From: Ann <ann@example.org>\nSent: Monday\nTo: Bob\nSubject: x\n\nThe offer.";
        assertThat(visible(text)).isEqualTo(text);
    }

    @Test
    void ofShouldSeeNothingWhenAllIsQuoted() {
        assertThat(visible("> On Mon, 2 Apr 2012, Ann wrote:\n>\n> Hello\n")).isEmpty();
    }

    @Test
    void ofShouldLoseNothingWhenTheTextIsLongerThanWhatIsLookedAt() {
        String tail = "x".repeat(50) + "\n";
        String text = "Hello\n\n" + tail.repeat(10_000) + "the end";
        assertThat(visible(text)).isEqualTo(text);
    }
}
