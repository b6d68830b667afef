package io.jamesagents.maildomain.dkim;

import io.jamesagents.org.OrgId;
import java.security.PrivateKey;

/** What the mail of a verified domain is signed with; {@code org} is null for the shared domain. */
public record SigningKey(String domain, OrgId org, String selector, PrivateKey key) {

    public boolean shared() {
        return org == null;
    }

    @Override
    public String toString() {
        return "SigningKey[" + selector + "._domainkey." + domain + "]";
    }
}
