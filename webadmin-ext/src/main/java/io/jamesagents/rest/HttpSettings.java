package io.jamesagents.rest;

import io.jamesagents.rest.mcp.McpSettings;
import java.time.Duration;

/**
 * Where and how {@code /v1} is served: the address, how many requests are worked on at a time, how many may wait for that, and
 * how long requests under way get at the end. {@code publicUrl} is how clients reach it, null when they do directly.
 */
public record HttpSettings(
        String bind,
        int port,
        int workers,
        int waiting,
        Duration grace,
        String publicUrl,
        TrustedProxies proxies,
        McpSettings mcp) {
    private static final int WORKERS = 32;
    private static final int WAITING = 1024;

    /** With nothing before it. */
    public HttpSettings(String bind, int port, int workers, int waiting, Duration grace) {
        this(bind, port, workers, waiting, grace, null, TrustedProxies.NONE, McpSettings.DEFAULT);
    }

    /** Port 0 takes a free one. */
    public static HttpSettings on(String bind, int port) {
        return new HttpSettings(bind, port, WORKERS, WAITING, Duration.ofSeconds(5));
    }

    /** The same behind something that clients talk to. */
    public HttpSettings behind(String publicUrl, TrustedProxies proxies) {
        return new HttpSettings(bind, port, workers, waiting, grace, publicUrl, proxies, mcp);
    }

    /** The same with other settings of {@code /mcp}. */
    public HttpSettings with(McpSettings mcp) {
        return new HttpSettings(bind, port, workers, waiting, grace, publicUrl, proxies, mcp);
    }
}
