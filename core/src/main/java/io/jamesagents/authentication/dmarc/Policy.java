package io.jamesagents.authentication.dmarc;

import io.jamesagents.authentication.dns.Dns.Type;
import io.jamesagents.authentication.dns.DnsAnswer;
import io.jamesagents.authentication.dns.DnsAnswer.Status;
import io.jamesagents.authentication.dns.Lookups;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The policy that applies to an author's domain.
 *
 * @param known false when the DNS did not answer
 * @param record null where there is no policy
 * @param domain where it was found, null for none
 * @param word of the record that applies, null for none
 */
record Policy(boolean known, @Nullable DmarcRecord record, @Nullable String domain, @Nullable String word) {
    private static final Policy NONE = new Policy(true, null, null, null);
    private static final Policy UNKNOWN = new Policy(false, null, null, null);

    /** Asks the domain, and if it has none its organisation (RFC 7489, 6.6.3). */
    static Policy of(String author, Lookups lookups) {
        String organization = OrganizationalDomain.of(author);
        for (String domain : author.equals(organization) ? List.of(author) : List.of(author, organization)) {
            DnsAnswer answer = lookups.ask("_dmarc." + domain, Type.TXT);
            if (answer.failed()) {
                return UNKNOWN;
            }
            List<String> records =
                    answer.values().stream().filter(DmarcRecord::isOne).toList();
            if (!records.isEmpty()) {
                Optional<DmarcRecord> record =
                        records.size() == 1 ? DmarcRecord.parse(records.get(0)) : Optional.empty();
                return record.map(one -> applied(one, domain, author, lookups)).orElse(NONE);
            }
        }
        return NONE;
    }

    private static Policy applied(DmarcRecord record, String domain, String author, Lookups lookups) {
        String word = record.policy();
        if (!domain.equals(author)) {
            boolean missing =
                    record.ofMissing() != null && lookups.ask(author, Type.A).status() == Status.NO_NAME;
            String below = missing ? record.ofMissing() : record.ofSubdomains();
            word = below == null ? word : below;
        }
        return new Policy(true, record, domain, word);
    }

    boolean exists() {
        return record != null;
    }

    /** Where the policy is not known, only what every policy takes counts. */
    boolean strictSpf() {
        return !known || (record != null && record.strictSpf());
    }

    boolean strictDkim() {
        return !known || (record != null && record.strictDkim());
    }
}
