package io.jamesagents.authentication.arc;

import io.jamesagents.authentication.dkim.Seal;
import io.jamesagents.authentication.dkim.Signature;
import io.jamesagents.authentication.dkim.SignatureError;
import io.jamesagents.authentication.dkim.TagList;
import io.jamesagents.authentication.mail.HeaderField;
import io.jamesagents.authentication.mail.MailHeader;
import java.util.ArrayList;
import java.util.List;

/** Reads the sets of a mail, the oldest first, and refuses what is no chain (RFC 8617, 5.2, steps 1 to 3). */
final class ArcChain {
    private static final String RESULTS = "arc-authentication-results";
    private static final String SIGNATURE = "arc-message-signature";
    private static final String SEAL = "arc-seal";
    private static final int LONGEST = 50;

    private ArcChain() {}

    /** How many sets there seem to be; 0 for a mail that nobody sealed. */
    static int length(MailHeader header) {
        return Math.max(
                header.all(RESULTS).size(),
                Math.max(header.all(SIGNATURE).size(), header.all(SEAL).size()));
    }

    static List<ArcSet> read(MailHeader header) throws SignatureError {
        List<HeaderField> results = ordered(header.all(RESULTS));
        List<HeaderField> signatures = ordered(header.all(SIGNATURE));
        List<HeaderField> seals = ordered(header.all(SEAL));
        if (results.size() != seals.size() || signatures.size() != seals.size()) {
            throw SignatureError.fail("not each set is whole");
        }
        List<ArcSet> sets = new ArrayList<>();
        for (int i = 0; i < seals.size(); i++) {
            sets.add(set(results.get(i), signatures.get(i), seals.get(i), i == 0 ? "none" : "pass"));
        }
        return sets;
    }

    /** The fields by their number, of which each from 1 on must be there once. */
    private static List<HeaderField> ordered(List<HeaderField> fields) throws SignatureError {
        if (fields.size() > LONGEST) {
            throw SignatureError.fail("too many sets");
        }
        HeaderField[] ordered = new HeaderField[fields.size()];
        for (HeaderField field : fields) {
            int instance = instance(field);
            if (instance < 1 || instance > ordered.length || ordered[instance - 1] != null) {
                throw SignatureError.fail("the numbers of the sets are no sequence");
            }
            ordered[instance - 1] = field;
        }
        return List.of(ordered);
    }

    private static int instance(HeaderField field) throws SignatureError {
        String value = field.value();
        TagList tags = TagList.parse(
                field.name().equals(RESULTS) ? value.substring(0, Math.max(0, value.indexOf(';'))) : value);
        String instance = tags.require("i");
        boolean number = instance.length() <= 2 && instance.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(instance) : 0;
    }

    private static ArcSet set(HeaderField results, HeaderField message, HeaderField seal, String chain)
            throws SignatureError {
        TagList sealTags = TagList.parse(seal.value());
        if (!sealTags.require("cv").equalsIgnoreCase(chain)) {
            throw SignatureError.fail(
                    "a seal says that the chain is " + (chain.equals("pass") ? "not whole" : "longer"));
        }
        if (sealTags.has("h")) {
            throw SignatureError.fail("a seal has a list of fields");
        }
        Signature signature = Signature.arc(message, TagList.parse(message.value()));
        if (signature.fields().contains(SEAL)) {
            throw SignatureError.fail("a signature is over seals");
        }
        return new ArcSet(results, signature, Seal.parse(seal, sealTags));
    }
}
