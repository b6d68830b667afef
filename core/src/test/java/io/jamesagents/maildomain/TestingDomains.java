package io.jamesagents.maildomain;

import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.maildomain.dkim.SigningKeys;
import io.jamesagents.maildomain.dns.DnsLookups;
import io.jamesagents.maildomain.dns.DnsRecord;
import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.apache.james.dnsservice.api.InMemoryDNSService;

/** Domains with a DNS in memory; names that it was not told about do not answer. */
public final class TestingDomains implements AutoCloseable {
    public static final String HOST = "mx.agents.example";

    public final SettableClock clock = new SettableClock();
    public final InMemoryDNSService dns = new InMemoryDNSService() {
        @Override
        public Collection<String> findTXTRecords(String name) {
            asked.countDown();
            await(held);
            return super.findTXTRecords(name);
        }
    };
    public final TestingMailServer server;
    public final SigningKeys keys;
    public final Audit audit;
    public final OwnDomains own;
    final DomainRecords records;
    final DomainVerification verification;
    private final Orgs orgs;
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile CountDownLatch held = new CountDownLatch(0);

    public TestingDomains(Database database) throws Exception {
        server = new TestingMailServer(database, clock);
        orgs = new Orgs(database, clock);
        keys = new SigningKeys(database, new ServerSecret(new byte[32]), clock);
        audit = new Audit(database, clock);
        own = new OwnDomains(database, server.domains, keys, audit, clock);
        records = new DomainRecords(
                new DomainSettings("agents.localhost", HOST, List.of("a:" + HOST), "dmarc@agents.localhost"));
        verification = new DomainVerification(
                database, server.domains, records, new DnsLookups(dns), server.accounts, audit, clock);
    }

    public Caller caller(String slug) {
        Org org = orgs.ensure(slug, slug, Tier.FREE);
        return new Caller(org, "key_" + slug, Set.of(Scope.ADMIN), Reach.all(org.id()));
    }

    /** Puts the records that the domain needs into the DNS, as far as they are chosen; the other names have none. */
    public void publish(MailDomain domain, Predicate<Kind> chosen) {
        List<DnsRecord> wanted = records.of(domain);
        for (DnsRecord record : wanted) {
            List<String> texts = wanted.stream()
                    .filter(other -> other.name().equals(record.name()) && other.kind() != Kind.MX)
                    .filter(other -> chosen.test(other.kind()))
                    .map(other -> "\"" + other.value() + "\"")
                    .toList();
            boolean mail = record.name().equals(domain.name()) && chosen.test(Kind.MX);
            dns.registerRecord(record.name() + ".", List.of(), mail ? List.of(HOST + ".") : List.of(), texts);
        }
    }

    /** Makes the DNS answer nobody before this. */
    void holdUntil(CountDownLatch released) {
        held = released;
    }

    void awaitQuestion() {
        await(asked);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A verification after the pause that there must be between two. */
    MailDomain verify(Caller caller, MailDomain domain) {
        clock.advance(Duration.ofSeconds(6));
        return verification.verify(caller, domain.id());
    }

    /** A domain that is verified. */
    public MailDomain verified(Caller caller, String name) {
        MailDomain domain = own.create(caller, name, null);
        publish(domain, kind -> true);
        return verify(caller, domain);
    }

    @Override
    public void close() {
        server.close();
    }
}
