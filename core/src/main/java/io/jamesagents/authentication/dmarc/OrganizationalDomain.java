package io.jamesagents.authentication.dmarc;

import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * The domain that somebody registered, of a domain below it (RFC 7489, 3.2), by the public suffix list that is in HttpClient. It
 * is newer than the one in James's Guava, and comes with a dependency that is here anyway.
 */
public final class OrganizationalDomain {
    private static final PublicSuffixMatcher SUFFIXES = PublicSuffixMatcherLoader.getDefault();

    private OrganizationalDomain() {}

    /** Of a domain in lower case and ASCII; a public suffix is its own. */
    public static String of(String domain) {
        String root = SUFFIXES.getDomainRoot(domain);
        return root == null ? domain : root;
    }
}
