package io.jamesagents.attachment;

import io.jamesagents.Settings;
import io.jamesagents.org.Tier;
import java.time.Duration;

/** Sizes in bytes: of one file, of all files on a mail, of all uploads of an organisation; and how long uploads wait. */
public record AttachmentSettings(long maxBytes, long maxMailBytes, long freeQuota, long proQuota, Duration kept) {
    private static final int MAX_MIB = 50;
    private static final int MAX_MAIL_MIB = 100;
    private static final int MAX_QUOTA_MIB = 1 << 20;
    private static final int MAX_DAYS = 365;
    private static final int MIB = 20;

    public static AttachmentSettings read(Settings settings) {
        return new AttachmentSettings(
                settings.number("agents.attachments.max-mib", 1, MAX_MIB) << MIB,
                settings.number("agents.attachments.max-mail-mib", 1, MAX_MAIL_MIB) << MIB,
                settings.number("agents.attachments.quota-mib.free", 0, MAX_QUOTA_MIB) << MIB,
                settings.number("agents.attachments.quota-mib.pro", 0, MAX_QUOTA_MIB) << MIB,
                Duration.ofDays(settings.integer("agents.attachments.unsent-days", 1, MAX_DAYS)));
    }

    long quota(Tier tier) {
        return switch (tier) {
            case FREE -> freeQuota;
            case PRO -> proQuota;
            case ENTERPRISE -> Long.MAX_VALUE;
        };
    }
}
