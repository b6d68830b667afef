package io.jamesagents.authentication.dkim;

import io.jamesagents.authentication.dns.Dns.Type;
import io.jamesagents.authentication.dns.DnsAnswer;
import io.jamesagents.authentication.dns.Lookups;
import java.util.ArrayList;
import java.util.List;

/** Checks with the keys that the DNS has. */
public record Keys(Lookups lookups) {
    /** A name has one key; where it has several, so many are tried. */
    private static final int RECORDS = 3;

    /** The keys that can be meant; throws when there is none. */
    List<KeyRecord> of(Seal seal, String identity) throws SignatureError {
        DnsAnswer answer = lookups.ask(seal.keyName(), Type.TXT);
        if (answer.failed()) {
            throw SignatureError.temporary("the DNS did not give the key");
        }
        List<KeyRecord> keys = new ArrayList<>();
        SignatureError error = SignatureError.permanent("no key");
        for (String text :
                answer.values().subList(0, Math.min(RECORDS, answer.values().size()))) {
            try {
                KeyRecord key = KeyRecord.parse(text);
                key.require(seal, identity);
                keys.add(key);
            } catch (SignatureError e) {
                error = e;
            }
        }
        if (keys.isEmpty()) {
            throw error;
        }
        return keys;
    }

    /** Throws unless one of the keys signed that data. */
    static void check(List<KeyRecord> keys, Seal seal, byte[] data) throws SignatureError {
        if (keys.stream().noneMatch(key -> PublicKeys.verify(seal.algorithm(), key.key(), data, seal.value()))) {
            throw SignatureError.fail("the signature is not right");
        }
    }

    /** Throws unless the domain of the seal signed that data. */
    public void check(Seal seal, byte[] data) throws SignatureError {
        check(of(seal, seal.domain()), seal, data);
    }
}
