package io.jamesagents.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words by which mail servers say in prose that a mail did not arrive. */
final class NoticeWords {
    private static final String A = MailAddresses.ONE;

    /** Who such mail is from. */
    private static final List<String> SENDERS = List.of(
            "mailer-daemon",
            "mailer daemon",
            "mailerdaemon",
            "postmaster",
            "post_master",
            "post.master",
            "mail delivery",
            "mail.delivery",
            "maildelivery",
            "delivery subsystem",
            "mail system",
            "system administrator",
            "mail administrator",
            "email delivery",
            "mailsystem",
            "bounce@");

    /** What its subject says. */
    private static final List<String> SUBJECTS = List.of(
            "undeliver",
            "not deliver",
            "non deliver",
            "non-deliver",
            "nondeliver",
            "returned mail",
            "mail returned",
            "returned to sender",
            "returning message",
            "returning to sender",
            "return to sender",
            "failure notice",
            "failure delivery",
            "failed delivery",
            "failed mail",
            "failed to deliver",
            "failed: ",
            "delivery fail",
            "delivery has failed",
            "delivery failed",
            "delivery problem",
            "delivery error",
            "delivery status",
            "delivery report",
            "delivery unsuccessful",
            "delivery delay",
            "delayed mail",
            "delivery notification",
            "mail failed",
            "mail failure",
            "mail error",
            "mail delivery",
            "message delivery",
            "message status",
            "message delayed",
            "warning: ",
            "error sending",
            "errors from",
            "could not be sent",
            "couldn't be delivered",
            "could not be delivered",
            "unable to deliver",
            "unzustellbar",
            "rejected mail",
            "mail system error",
            "user unknown",
            "unknown user",
            "you are not member",
            "are not member",
            "not member",
            "invalid address",
            "no such user",
            "mailbox full",
            "over quota",
            "quota exceeded",
            "processing error",
            "\u30e1\u30fc\u30eb\u30a8\u30e9\u30fc",
            "\u914d\u4fe1\u3067\u304d\u307e\u305b\u3093",
            "\u9000\u4fe1",
            "\u7cfb\u7edf\u9000\u4fe1");

    /** What it says where it says nothing else: that a mail did not arrive. */
    private static final List<Pattern> STATEMENTS = patterns(
            "could not be delivered",
            "couldn't be delivered",
            "cannot be delivered",
            "can ?not be delivered",
            "was not delivered",
            "not been delivered",
            "has not been received",
            "was undeliverable",
            "not able to deliver",
            "wasn't able to deliver",
            "unable to deliver",
            "undeliverable",
            "did not reach",
            "delivery (?:to|of)[^\\n]{0,80} (?:failed|postponed)",
            "delivery failed",
            "failed to deliver",
            "permanent (?:fatal )?(?:delivery )?errors?",
            "automatically rejected",
            "has been postponed",
            "returned to sender",
            "not a member of this mailing list",
            "no such user",
            "user unknown",
            "invalid user address",
            "has been returned because",
            "duplicated message-id");

    /** Behind such a line comes the mail that did not arrive. */
    private static final Pattern RETURNED = beginning(
            "-{2,}[ -]*(?:this is|below (?:this line )?is|here is) a copy",
            "-{2,}[ -]*below this line",
            "-{2,}[ -]*(?:begin |original |returned |unsent |undelivered |the header of )[^\\n]{0,40}(?:message|mail|header)",
            "-{2,}[ -]*(?:original|unsent|returned|undelivered|forwarded)[ -]?(?:message|mail)",
            "[-|]{2,}[ -]*message (?:text|header)",
            "-{3,} (?:mensaje|urspr|message d)",
            "(?:below is|included is|here is|the following is|this is) (?:a )?(?:copy|the (?:first|original))[^\\n]{0,60}(?:message|mail)",
            "message headers? follow",
            "(?:the )?original (?:message|mail)(?: text| headers?)? (?:follows|is below|below)",
            "a (?:copy|summary) of the (?:original|undelivered) message",
            "the (?:first \\d+ lines|header|headers) of (?:your|the) (?:original )?message",
            "received: ?(?:from|by|\\()",
            "return-path: ?<",
            "x-envelope-from: ",
            "message-id: ?<");

    /** It is only late. */
    private static final List<Pattern> DELAYS = patterns(
            "will (?:be retried|continue trying|continue to (?:try|be))",
            "(?:we|server) will (?:continue|keep|retry)",
            "attempts will (?:continue|be made)",
            "delivery attempts will continue",
            "not yet been delivered",
            "has been delayed",
            "is delayed",
            "still being retried",
            "still awaiting delivery",
            "has been postponed",
            "this is a warning",
            "warning only",
            "do not need to resend",
            "temporarily (?:delayed|deferred)",
            "delivery temporarily");

    /** It has been given up, whatever the code says. */
    private static final List<Pattern> GIVEN_UP = patterns(
            "permanent (?:fatal )?(?:error|failure)",
            "failed permanently",
            "no further delivery attempts",
            "given up",
            "not going to try");

    /** A recipient on a line of its own, with or without words behind. The narrow come first. */
    private static final List<Pattern> LINES = patterns(
            "^(?:[*>\u2022-]{1,4} ?)?(?:(?:error-for|failed recipient|intended recipient|failed address|recipient address|undeliverable address)\\s?:\\s{0,8})?[\"'<(]{0,2}("
                    + A + ")[\"'>)]{0,2}\\s*(?:[<(](?:mailto:)?" + A + "[>)])?\\s*[:;,.]?\\s*$",
            "^(?:[*>\u2022-]{1,4} ?)?<(" + A + ")>[\"')]{0,2}\\s*(?::|\\.\\.\\.|[,;(-]|$)",
            "^[\"'<]?(" + A
                    + ")[\">']?(?::\\s|\\s*\\.\\.\\.|\\s+on\\s|\\s*[,;(\\[-]\\s?|\\s{2,}|\\s(?:invalid|error|unknown|user|message|delivery|not|is|was|\\d{3}))");

    /** A recipient within words. The narrow come first. */
    private static final List<Pattern> CALLS = patterns(
            "smtp[:=](" + A + ")",
            "(?:not|n't|unable to|failed to|cannot|error|trouble|un)[^\\n]{0,40}deliver(?:ed|ing|able|y)?(?: (?:your|the|this))?(?: (?:e-?mail|message|mail))? *(?:to|for)[ :]{1,3}\\s*[\"'<]{0,2}("
                    + A + ")",
            "(?:recipients?|address|addressee|user|rcpt to|to)(?:\\(s\\))?[^\\n:]{0,40}(?:error|affected|received|reach|fail)[^\\n:]{0,20}:\\s*[\"'<]{0,2}("
                    + A + ")",
            "(?:^|\\s)(?:failed )?(?:recipient|rcpt to|addressee|undeliverable to)(?: address)?\\s*[:=]?\\s*[\"'<]{1,2}("
                    + A + ")",
            "rcpt to:\\s{0,4}<?(" + A + ")",
            "(?:message|mail)(?: sent)? (?:to|for) [\"'<]{0,2}(" + A
                    + ")[\"'>]{0,2}[^\\n]{0,60}(?:was|has|could|can|did|is)[^\\n]{0,30}(?:reject|not|n't|un|fail)",
            "failed[^\\n]{0,40}:\\s?[\"'<]{0,2}(" + A + ")",
            "(?:delivery|deliver|delivered)[^\\n]{0,40} (?:to|for)(?: the)?(?: following)?(?: address| recipient| user)?[ :]{1,3}[\"'<]{0,2}("
                    + A + ")",
            "(?:full|quota|unknown|invalid|exist|exceeds|not found|violation)[^\\n]{0,30}[:( ]{1,2}[\"'<]{0,2}(" + A
                    + ")",
            "[45]\\d{2}[ -][^\\n]{0,60}[<( :](" + A + ")",
            "[(<](" + A + ")[)>][^\\n]{0,60}(?:not listed|not found|unknown|full|exceed|disabled|invalid)",
            "(" + A
                    + ")[\"'>)]{0,2}[^\\n]{0,60}(?:not listed|not found|unknown|is full|mailbox full|exceed|disabled|invalid|does ?n.t|rejected)",
            "mailing list[^\\n]{0,20}<(" + A + ")>",
            "(?:account|mailbox|user|recipient|address)[^\\n]{0,30}[<(\"' ](" + A + ")",
            "^[ \\t*]{0,8}(?:to|recipient|addressee)\\s?:\\s{0,8}[\"'<]{0,2}(" + A + ")");

    private NoticeWords() {}

    private static List<Pattern> patterns(String... expressions) {
        return Stream.of(expressions)
                .map(expression -> Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE))
                .toList();
    }

    /** One that is tried once at the beginning of a text, since every line of every mail is. */
    private static Pattern beginning(String... expressions) {
        return Pattern.compile("(?:" + String.join("|", expressions) + ")", Pattern.CASE_INSENSITIVE);
    }

    static boolean sender(String from) {
        String lower = from.toLowerCase(Locale.ROOT);
        return SENDERS.stream().anyMatch(lower::contains);
    }

    static boolean subject(String subject) {
        String lower = subject.toLowerCase(Locale.ROOT);
        return SUBJECTS.stream().anyMatch(lower::contains);
    }

    static boolean statement(String text) {
        return anyIn(STATEMENTS, text);
    }

    static boolean returned(String line) {
        return RETURNED.matcher(line).lookingAt();
    }

    static boolean delay(String text) {
        return anyIn(DELAYS, text);
    }

    static boolean givenUp(String text) {
        return anyIn(GIVEN_UP, text);
    }

    static List<Pattern> lines() {
        return LINES;
    }

    static List<Pattern> calls() {
        return CALLS;
    }

    private static boolean anyIn(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
}
