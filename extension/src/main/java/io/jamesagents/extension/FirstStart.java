package io.jamesagents.extension;

import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.apikey.Scope;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.maildomain.dkim.SigningKeys;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be there before the first request: the shared domain, the default organisation and its admin key. */
final class FirstStart {
    private static final Logger LOGGER = LoggerFactory.getLogger(FirstStart.class);

    private final Orgs orgs;
    private final ApiKeys keys;
    private final MailDomains domains;
    private final SigningKeys signing;
    private final MailAccounts accounts;
    private final AgentsFiles files;

    @Inject
    FirstStart(
            Orgs orgs,
            ApiKeys keys,
            MailDomains domains,
            SigningKeys signing,
            MailAccounts accounts,
            AgentsFiles files) {
        this.orgs = orgs;
        this.keys = keys;
        this.domains = domains;
        this.signing = signing;
        this.accounts = accounts;
        this.files = files;
    }

    /** Makes what is missing; afterwards it changes nothing. */
    void prepare() throws IOException {
        domains.ensureShared();
        domains.ensureSharedKey(signing);
        // Also those that were verified just before a crash.
        domains.verifiedNames().forEach(accounts::ensureDomain);
        Org org = orgs.ensure(Orgs.DEFAULT_SLUG, "Default", Tier.FREE);
        Path file = files.adminKey();
        if (!Files.exists(file)) {
            ServerSecret.writePrivate(file, keys.issue(org.id(), "admin", List.of(Scope.ADMIN.word())) + "\n");
            LOGGER.info("The admin key of organisation {} is in {}", org.slug(), file);
        }
    }
}
