package io.jamesagents.authentication.dkim;

import io.jamesagents.authentication.dns.Dns.Type;
import io.jamesagents.authentication.dns.DnsAnswer;
import io.jamesagents.authentication.dns.Lookups;

/** Checks with the keys that the DNS has. */
public record Keys(Lookups lookups) {
    /** A name has one key; where it has several, so many are tried. */
    private static final int RECORDS = 3;

    /** Throws unless the domain of the seal signed that data. */
    public void check(Seal seal, String identity, byte[] data) throws SignatureError {
        DnsAnswer answer = lookups.ask(seal.keyName(), Type.TXT);
        if (answer.failed()) {
            throw SignatureError.temporary("the DNS did not give the key");
        }
        SignatureError error = SignatureError.permanent("no key");
        for (String record :
                answer.values().subList(0, Math.min(RECORDS, answer.values().size()))) {
            try {
                if (KeyRecord.parse(record).signed(seal, identity, data)) {
                    return;
                }
                error = SignatureError.fail("the signature is not right");
            } catch (SignatureError e) {
                error = e;
            }
        }
        throw error;
    }
}
