package io.jamesagents.dmarc;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.TooLarge;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.ParsedMail.Part;
import io.jamesagents.message.PartReader;
import io.jamesagents.message.RawMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the DMARC reports in a mail (RFC 7489, 7.2.1.1) and hands them in. The first few files count, up to 10 MiB each. */
public final class MailedReports {
    private static final Logger LOGGER = LoggerFactory.getLogger(MailedReports.class);
    private static final int MAX_FILES = 5;
    private static final int MAX_BYTES = 10 << 20;
    private static final Pattern TYPE =
            Pattern.compile("(application|text)/(x-)?(xml|gzip|zip|zip-compressed|octet-stream)");
    private static final Pattern NAME = Pattern.compile("\\.(xml|gz|gzip|zip)$");

    private final MailParser parser;
    private final DmarcReports reports;

    public MailedReports(MailParser parser, DmarcReports reports) {
        this.parser = parser;
        this.reports = reports;
    }

    /** Takes in what the mail has, and says how many reports found the organisation that they are about. */
    public int file(RawMail mail) throws IOException {
        List<Part> files = parser.parse(mail).attachments().stream()
                .filter(MailedReports::mayBeReport)
                .limit(MAX_FILES)
                .toList();
        int filed = 0;
        for (Part file : files) {
            filed += file(mail, file);
        }
        return filed;
    }

    private static boolean mayBeReport(Part part) {
        String name = part.filename().toLowerCase(Locale.ROOT);
        return part.size() <= MAX_BYTES
                && (TYPE.matcher(part.mimeType()).matches()
                        || NAME.matcher(name).find());
    }

    private int file(RawMail mail, Part file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(file.size()));
        PartReader.copy(mail, file.number(), bytes);
        try {
            return reports.receive(bytes.toByteArray());
        } catch (Invalid | TooLarge e) {
            LOGGER.info("A file that was mailed as a DMARC report is none: {}", e.getMessage());
            return 0;
        }
    }
}
