package io.jamesagents.maildomain;

import io.jamesagents.maildomain.dns.DnsRecord;
import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import java.util.ArrayList;
import java.util.List;

/** The DNS records that a domain needs to send and receive through this server. */
public final class DomainRecords {
    private static final int MX_PREFERENCE = 10;

    private final DomainSettings settings;

    public DomainRecords(DomainSettings settings) {
        this.settings = settings;
    }

    /** What is to be put into the DNS, with the state of each as of the last check. */
    public List<DnsRecord> of(MailDomain domain) {
        DomainProof proof = domain.proof();
        String name = domain.name();
        List<DnsRecord> records = new ArrayList<>();
        if (proof.challenge() != null) {
            records.add(txt(domain, Kind.OWNERSHIP, "_agents-challenge." + name, proof.challenge()));
        }
        if (proof.publicKey() != null) {
            String key = "v=DKIM1; k=rsa; p=" + proof.publicKey();
            records.add(txt(domain, Kind.DKIM, proof.selector() + "._domainkey." + name, key));
        }
        records.add(new DnsRecord(Kind.MX, name, settings.host(), proof.state(Kind.MX), MX_PREFERENCE));
        records.add(txt(domain, Kind.SPF, name, "v=spf1 " + String.join(" ", settings.spf()) + " ~all"));
        records.add(txt(domain, Kind.DMARC, "_dmarc." + name, "v=DMARC1; p=none; rua=mailto:" + settings.reports()));
        return records;
    }

    private static DnsRecord txt(MailDomain domain, Kind kind, String name, String value) {
        return new DnsRecord(kind, name, value, domain.proof().state(kind), null);
    }
}
