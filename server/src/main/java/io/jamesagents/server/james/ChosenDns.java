package io.jamesagents.server.james;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.metrics.api.MetricFactory;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/** James's DNS, which asks the name servers of the element {@code resolvers}, also on other ports than 53. */
final class ChosenDns extends DNSJavaService {
    private static final int MAX_PORT = 65_535;

    private final List<InetSocketAddress> servers = new ArrayList<>();

    @Inject
    ChosenDns(MetricFactory metrics) {
        super(metrics);
    }

    @Override
    public void configure(HierarchicalConfiguration<ImmutableNode> configuration) throws ConfigurationException {
        super.configure(configuration);
        String resolvers = String.join(",", configuration.getStringArray("resolvers"));
        for (String server : resolvers.split(",")) {
            if (!server.isBlank()) {
                servers.add(address(server.trim()));
            }
        }
    }

    /** {@code host}, {@code host:port}, or {@code [IPv6]:port}. */
    private static InetSocketAddress address(String server) throws ConfigurationException {
        int colon = server.lastIndexOf(':');
        boolean ported = colon > 0 && (server.indexOf(':') == colon || server.charAt(colon - 1) == ']');
        try {
            int port = ported ? Integer.parseInt(server.substring(colon + 1)) : SimpleResolver.DEFAULT_PORT;
            if (port < 1 || port > MAX_PORT) {
                throw new NumberFormatException();
            }
            return new InetSocketAddress(InetAddress.getByName(ported ? server.substring(0, colon) : server), port);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new ConfigurationException("agents.dns.servers has '" + server + "', which is no host:port", e);
        }
    }

    @Override
    public void init() throws Exception {
        super.init();
        if (!servers.isEmpty()) {
            resolver = new ExtendedResolver(
                    servers.stream().map(SimpleResolver::new).toArray(Resolver[]::new));
            // What asks by itself, such as DKIMVerify.
            Lookup.setDefaultResolver(resolver);
        }
    }

    static final class Binding extends AbstractModule {
        @Override
        protected void configure() {
            bind(DNSJavaService.class).to(ChosenDns.class);
            bind(ChosenDns.class).in(Singleton.class);
        }
    }
}
