package io.jamesagents.outbound;

import io.jamesagents.Settings;
import io.jamesagents.org.Tier;

/** How many mails an organisation may send; {@link #UNLIMITED} for no limit. */
public record LimitSettings(long freeHour, long freeDay, long proHour, long proDay) {
    public static final long UNLIMITED = Long.MAX_VALUE;
    private static final long MAX = 1_000_000_000L;

    public static LimitSettings read(Settings settings) {
        return new LimitSettings(
                settings.number("agents.limits.free.hour", 0, MAX),
                settings.number("agents.limits.free.day", 0, MAX),
                settings.number("agents.limits.pro.hour", 0, MAX),
                settings.number("agents.limits.pro.day", 0, MAX));
    }

    long hour(Tier tier) {
        return switch (tier) {
            case FREE -> freeHour;
            case PRO -> proHour;
            case ENTERPRISE -> UNLIMITED;
        };
    }

    long day(Tier tier) {
        return switch (tier) {
            case FREE -> freeDay;
            case PRO -> proDay;
            case ENTERPRISE -> UNLIMITED;
        };
    }
}
