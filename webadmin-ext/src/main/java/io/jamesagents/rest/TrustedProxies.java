package io.jamesagents.rest;

import io.jamesagents.CidrBlock;
import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The proxies of the operator, whose {@code X-Forwarded-For} is believed: the client is the last address that is not one of
 * them. Without any, the header changes nothing.
 */
public record TrustedProxies(List<CidrBlock> networks) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    public static TrustedProxies read(Settings settings, String key) {
        return new TrustedProxies(settings.list(key).stream()
                .map(text -> CidrBlock.parse(text)
                        .orElseThrow(() -> new InvalidSetting(key, "has '" + text + "', which is not a network")))
                .toList());
    }

    /** The client behind a connection; the headers are in the order in which they came. */
    String client(String connection, Iterable<String> forwardedFor) {
        if (networks.isEmpty()) {
            return connection;
        }
        List<String> hops = new ArrayList<>();
        forwardedFor.forEach(header -> hops.addAll(List.of(header.split(","))));
        Collections.reverse(hops);
        String client = connection;
        for (String hop : hops) {
            String named = hop.trim();
            if (!trusts(client) || CidrBlock.address(named).isEmpty()) {
                return client;
            }
            client = named;
        }
        return client;
    }

    private boolean trusts(String address) {
        Optional<InetAddress> parsed = CidrBlock.address(address);
        return parsed.isPresent() && networks.stream().anyMatch(network -> network.contains(parsed.get()));
    }
}
