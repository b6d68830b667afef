package io.jamesagents.maildomain.dns;

/** A record that a domain needs in the DNS; {@code name} is the whole name, {@code priority} null but for MX. */
public record DnsRecord(Kind kind, String name, String value, RecordState state, Integer priority) {

    /** What a record is for; the order is that of importance. */
    public enum Kind {
        /** Proves that whoever has the domain wants it here. */
        OWNERSHIP(true),
        /** The public key of signatures (RFC 6376). */
        DKIM(true),
        /** Brings mail here. */
        MX(true),
        /** Which hosts send (RFC 7208). */
        SPF(false),
        /** What receivers do with forgeries (RFC 7489). */
        DMARC(false);

        private final boolean required;

        Kind(boolean required) {
            this.required = required;
        }

        /** Whether a domain is verified only with it; the others are advice. */
        public boolean required() {
            return required;
        }
    }

    /** The record's type in the DNS. */
    public String type() {
        return kind == Kind.MX ? "MX" : "TXT";
    }

    public boolean verified() {
        return state == RecordState.VERIFIED;
    }
}
