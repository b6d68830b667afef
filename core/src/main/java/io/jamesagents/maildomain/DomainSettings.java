package io.jamesagents.maildomain;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the DNS records of domains name: the shared domain, the host that takes mail, the SPF mechanisms of the hosts that send
 * it (RFC 7208), and the address for DMARC reports.
 */
public record DomainSettings(String shared, String host, List<String> spf, String reports) {
    private static final Pattern HOST = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*");
    private static final Pattern MECHANISM = Pattern.compile("[+]?(mx|a|(a|mx|include|exists|ip4|ip6):[!-~]{1,250})");
    private static final Pattern ADDRESS = Pattern.compile("[!-~&&[^@,;!]]{1,64}@[a-z0-9.-]{1,253}");

    public DomainSettings {
        spf = List.copyOf(spf);
    }

    public static DomainSettings read(Settings settings) {
        String shared = settings.required("agents.domain").toLowerCase(Locale.ROOT);
        String host = host(settings, shared);
        String reports = settings.text("agents.dmarc.reports").toLowerCase(Locale.ROOT);
        if (!reports.isEmpty() && !ADDRESS.matcher(reports).matches()) {
            throw new InvalidSetting("agents.dmarc.reports", "must be a mail address, not '" + reports + "'");
        }
        return new DomainSettings(
                shared, host, mechanisms(settings, host), reports.isEmpty() ? "dmarc@" + shared : reports);
    }

    private static String host(Settings settings, String shared) {
        String host = settings.text("agents.hostname").toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            String url = hostOf(settings.text("agents.public-url"));
            return HOST.matcher(url).matches() ? url : shared;
        }
        if (!HOST.matcher(host).matches()) {
            throw new InvalidSetting(
                    "agents.hostname", "must be a host name such as mx.example.org, not '" + host + "'");
        }
        return host;
    }

    private static String hostOf(String url) {
        try {
            String host = url.isEmpty() ? null : URI.create(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("agents.public-url", "must be a URL, not '" + url + "'");
        }
    }

    /** What the operator says, else this host, and the smart host as far as its name tells where it sends from. */
    private static List<String> mechanisms(Settings settings, String host) {
        List<String> given = Stream.of(settings.text("agents.spf").split("[\\s,]+"))
                .filter(mechanism -> !mechanism.isEmpty())
                .toList();
        for (String mechanism : given) {
            if (!MECHANISM.matcher(mechanism).matches()) {
                throw new InvalidSetting("agents.spf", "has '" + mechanism + "', which is no mechanism of SPF");
            }
        }
        String relay =
                settings.text("agents.relay").replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
        List<String> own = HOST.matcher(relay).matches() ? List.of("a:" + host, "a:" + relay) : List.of("a:" + host);
        return given.isEmpty() ? own : given;
    }
}
