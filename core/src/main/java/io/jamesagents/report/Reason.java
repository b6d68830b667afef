package io.jamesagents.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Why a mail was not delivered. The first whose status or words fit is meant: those with narrow words stand before those with
 * wide ones.
 */
public enum Reason {
    AUTHENTICATION(
            false,
            List.of("7.20", "7.21", "7.22", "7.23", "7.24", "7.26", "7.27", "7.29", "7.30", "7.509"),
            List.of("dmarc", "spf check", "spf fail", "fails spf", "spf validation", "dkim", "unauthenticated email")),
    SPAM(
            false,
            List.of(),
            List.of(
                    "spam",
                    "unsolicited",
                    "bulk mail",
                    "junk mail",
                    "phish",
                    "content rejected",
                    "rejected by content",
                    "message content")),
    VIRUS(false, List.of(), List.of("virus", "malware", "infected")),
    BLOCKED(
            false,
            List.of("7.25"),
            List.of(
                    "blacklist",
                    "blocklist",
                    "block list",
                    "black list",
                    "blocked",
                    "dnsbl",
                    "rbl",
                    "reputation",
                    "reverse dns",
                    "ptr record",
                    "banned",
                    "weren't sent",
                    "client host rejected",
                    "ip address is not allowed")),
    MAILBOX_FULL(
            false,
            List.of("2.2"),
            List.of(
                    "mailbox full",
                    "mailbox is full",
                    "mail box is full",
                    "mail box full",
                    "mailfolder is full",
                    "inbox is full",
                    "inbox full",
                    "full mailbox",
                    "over quota",
                    "overquota",
                    "quota exceeded",
                    "quota violation",
                    "exceeds quota",
                    "exceeded quota",
                    "disk quota",
                    "exceeded storage",
                    "storage quota",
                    "exceeded the quota",
                    "exceeded his",
                    "too many messages on this mailbox",
                    "insufficient disk space",
                    "not enough storage space",
                    "casella piena",
                    "out of storage",
                    "space allocation")),
    TOO_LARGE(
            false,
            List.of("2.3", "3.4"),
            List.of(
                    "too large",
                    "too big",
                    "size limit",
                    "message size exceeds",
                    "exceeds size",
                    "maximum message size",
                    "exceeds the maximum")),
    RATE_LIMITED(
            false,
            List.of("7.28", "2.4"),
            List.of(
                    "too many connections",
                    "rate limit",
                    "too many messages",
                    "too fast",
                    "throttl",
                    "too many recipients")),
    DISABLED(
            true,
            List.of("2.1", "7.13"),
            List.of(
                    "disabled",
                    "discontinued",
                    "suspended",
                    "inactive",
                    "deactivated",
                    "not active",
                    "account closed",
                    "has been closed",
                    "expired account",
                    "no longer in use",
                    "no longer valid")),
    USER_UNKNOWN(
            true,
            List.of("1.1", "1.0", "1.3", "1.6", "1.10"),
            List.of(
                    "user unknown",
                    "unknown user",
                    "unknown or illegal user",
                    "unknown address",
                    "unknown recipient",
                    "recipient unknown",
                    "unknown account",
                    "unknown local part",
                    "unrouteable address",
                    "no such user",
                    "no such recipient",
                    "no such address",
                    "no such person",
                    "no such mailbox",
                    "no mailbox here",
                    "no mailbox found",
                    "mailbox not found",
                    "mailbox unavailable",
                    "user not found",
                    "address not found",
                    "account not found",
                    "not listed in",
                    "doesn't have a",
                    "does not exist",
                    "doesn't exist",
                    "not a valid",
                    "not a known user",
                    "invalid recipient",
                    "invalid mailbox",
                    "invalid address",
                    "invalid user",
                    "is not recognized",
                    "not a local user",
                    "user doesn't",
                    "wasn't found",
                    "does not like recipient",
                    "is unknown",
                    "no account")),
    HOST_UNKNOWN(
            true,
            List.of("1.2", "4.4", "1.8"),
            List.of(
                    "host unknown",
                    "unknown host",
                    "host not found",
                    "domain not found",
                    "unknown domain",
                    "no such domain",
                    "couldn't find any host",
                    "couldn't find a mail exchanger",
                    "name service error",
                    "name or service not known",
                    "nxdomain",
                    "unrouteable mail domain",
                    "domain does not exist")),
    NOT_ACCEPTED(
            true,
            List.of("1.10", "3.2", "1.9"),
            List.of("does not accept mail", "null mx", "nullmx", "no mail accepted")),
    RELAYING(
            false,
            List.of(),
            List.of(
                    "relaying denied",
                    "relay denied",
                    "unable to relay",
                    "relay access denied",
                    "not permitted to relay")),
    LOOP(false, List.of("4.6"), List.of("too many hops", "mail loop", "loop detected", "loops back to")),
    EXPIRED(
            false,
            List.of("4.7"),
            List.of(
                    "retry timeout exceeded",
                    "in the queue too long",
                    "in queue too long",
                    "delivery time expired",
                    "not delivered within",
                    "retry time not reached",
                    "message expired",
                    "has been delayed",
                    "too old")),
    NETWORK(
            false,
            List.of("4.1", "4.2", "4.3", "4.5"),
            List.of(
                    "timed out",
                    "timeout",
                    "connection refused",
                    "no route to host",
                    "network is unreachable",
                    "connection reset",
                    "can't connect",
                    "cannot connect",
                    "could not connect",
                    "unable to connect",
                    "establish an smtp connection",
                    "socket error",
                    "not responding",
                    "not reachable",
                    "connection to mail exchanger failed",
                    "connection lost",
                    "lost connection",
                    "connection was dropped",
                    "temporary lookup failure")),
    POLICY(
            false,
            List.of("7.0", "7.1", "7.2", "6.0"),
            List.of(
                    "access denied",
                    "policy",
                    "not authorized",
                    "rejected",
                    "refused",
                    "not allowed",
                    "permission",
                    "members only",
                    "not member",
                    "not a member",
                    "may not post",
                    "prohibited")),
    SYSTEM(
            false,
            List.of("3.0", "3.1", "3.5", "4.0"),
            List.of(
                    "system error",
                    "internal error",
                    "configuration error",
                    "server error",
                    "local error",
                    "system full")),
    UNKNOWN(true, List.of(), List.of());

    private final boolean ofAddress;
    private final List<String> statuses;
    private final List<String> words;

    Reason(boolean ofAddress, List<String> statuses, List<String> words) {
        this.ofAddress = ofAddress;
        this.statuses = statuses;
        this.words = words;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it lies in the address, so that other mail to it will not arrive either; or in this mail, or in who sent it. */
    public boolean liesInAddress() {
        return ofAddress;
    }

    /** By a status, which may be null, and the words beside it. A status that says little counts after the words. */
    static Reason of(String status, String text) {
        String detail = status == null ? "" : status.substring(2);
        if (status != null && !StatusCodes.generic(status)) {
            Reason byStatus = byStatus(detail);
            if (byStatus != UNKNOWN && byStatus != POLICY) {
                return byStatus;
            }
        }
        Reason byWords = byWords(text);
        return byWords == UNKNOWN ? byStatus(detail) : byWords;
    }

    private static Reason byStatus(String detail) {
        return Arrays.stream(values())
                .filter(reason -> reason.statuses.contains(detail))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Reason byWords(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        return Arrays.stream(values())
                .filter(reason -> reason.words.stream().anyMatch(lower::contains))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
