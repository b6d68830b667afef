package io.jamesagents.inbox;

import io.jamesagents.Settings;

/** Whether webhooks may be called over plain http, and whether links to this server can be made. */
public record InboxSettings(boolean allowHttp, boolean linkable) {

    public static InboxSettings read(Settings settings) {
        return new InboxSettings(
                settings.flag("agents.webhooks.allow-http"),
                !settings.text("agents.public-url").isEmpty());
    }
}
