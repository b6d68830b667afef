package io.jamesagents.authentication.dmarc;

import io.jamesagents.authentication.DkimResult;
import io.jamesagents.authentication.DmarcResult;
import io.jamesagents.authentication.SpfResult;
import io.jamesagents.authentication.dns.DomainNames;
import io.jamesagents.authentication.dns.Lookups;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether what was authenticated is the author's domain (RFC 7489, 6.6). */
public final class DmarcCheck {
    private static final DmarcResult NO_AUTHOR = new DmarcResult("permerror", null, null, null, false, false, null);

    private final String author;
    private final Policy policy;
    private final SpfResult spf;
    private final List<DkimResult> dkim;

    private DmarcCheck(String author, Policy policy, SpfResult spf, List<DkimResult> dkim) {
        this.author = author;
        this.policy = policy;
        this.spf = spf;
        this.dkim = dkim;
    }

    /**
     * What came out.
     *
     * @param verifiedDomain the aligned domain that was authenticated, which does not need a policy; null for none
     */
    public record Finding(DmarcResult result, @Nullable String verifiedDomain) {

        /** The one word for all of it: a mail without one author is a failure. */
        public String verdict() {
            return result.result().equals("permerror") ? "fail" : result.result();
        }
    }

    public static Finding check(Optional<Author> author, SpfResult spf, List<DkimResult> dkim, Lookups lookups) {
        if (author.isEmpty()) {
            return new Finding(NO_AUTHOR, null);
        }
        String domain = author.get().domain();
        return new DmarcCheck(domain, Policy.of(domain, lookups), spf, dkim).finding();
    }

    private Finding finding() {
        Optional<String> signer = signer("pass");
        Optional<String> sender = sender("pass");
        String result = result(signer.isPresent() || sender.isPresent());
        DmarcResult dmarc = new DmarcResult(
                result,
                policy.word(),
                result.equals("fail") ? policy.word() : null,
                policy.exists() ? policy.record().percent() : null,
                sender.isPresent(),
                signer.isPresent(),
                policy.domain());
        return new Finding(dmarc, signer.or(() -> sender).orElse(null));
    }

    private String result(boolean aligned) {
        if (!policy.known()) {
            return "temperror";
        }
        if (!policy.exists()) {
            return "none";
        }
        if (aligned) {
            return "pass";
        }
        boolean mayYet = signer("temperror").isPresent() || sender("temperror").isPresent();
        return mayYet ? "temperror" : "fail";
    }

    /** The aligned domain of a signature with that result, the author's own first. */
    private Optional<String> signer(String result) {
        return dkim.stream()
                .filter(signature -> signature.result().equals(result))
                .flatMap(signature -> aligned(signature.domain(), policy.strictDkim()).stream())
                .min(Comparator.comparing(domain -> !domain.equals(author)));
    }

    private Optional<String> sender(String result) {
        return spf.result().equals(result) ? aligned(spf.domain(), policy.strictSpf()) : Optional.empty();
    }

    private Optional<String> aligned(String domain, boolean strict) {
        return DomainNames.ascii(domain)
                .filter(name -> name.equals(author)
                        || (!strict && OrganizationalDomain.of(name).equals(OrganizationalDomain.of(author))));
    }
}
