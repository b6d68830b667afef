package io.jamesagents.message;

import java.io.StringReader;
import java.time.Instant;
import org.apache.james.mime4j.field.datetime.parser.DateTimeParser;
import org.apache.james.mime4j.field.datetime.parser.ParseException;
import org.apache.james.mime4j.field.datetime.parser.TokenMgrError;

/** When a mail says that it was sent (RFC 5322, 3.6.1). */
final class MailDate {
    private MailDate() {}

    /** Null when the mail does not say so understandably. */
    static Instant parse(String header) {
        if (header == null) {
            return null;
        }
        try {
            return new DateTimeParser(new StringReader(header))
                    .parseAll()
                    .getDate()
                    .toInstant();
        } catch (ParseException | TokenMgrError | RuntimeException e) {
            return null;
        }
    }
}
