package io.jamesagents.extension.doctor;

import io.jamesagents.doctor.mail.Pipeline;
import io.jamesagents.doctor.mail.SmtpListener;
import io.jamesagents.doctor.mail.Step;
import io.jamesagents.doctor.parts.JamesStore;
import io.jamesagents.doctor.parts.Webadmin;
import java.io.FileNotFoundException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.utils.PropertiesProvider;

/** What James is configured to do, read from the files that it read itself, and by its own rules for what is not there. */
public final class JamesSetup {
    private static final List<String> PROTOCOLS =
            List.of("smtpserver", "imapserver", "pop3server", "lmtpserver", "managesieveserver");
    private static final String ANYWHERE = "0.0.0.0:25";
    private static final int WEBADMIN_PORT = 8080;

    private final ConfigurationProvider files;
    private final PropertiesProvider properties;
    private final boolean inMemory;

    /** @param inMemory whether James keeps its mailboxes nowhere else */
    public JamesSetup(ConfigurationProvider files, PropertiesProvider properties, boolean inMemory) {
        this.files = files;
        this.properties = properties;
        this.inMemory = inMemory;
    }

    /** The processors of {@code mailetcontainer.xml}. */
    public Pipeline pipeline() {
        Map<String, List<Step>> processors = new LinkedHashMap<>();
        elements("mailetcontainer", "processors.processor")
                .forEach(processor -> processors.put(
                        processor.getString("[@state]", ""),
                        processor.configurationsAt("mailet").stream()
                                .map(JamesSetup::step)
                                .toList()));
        return new Pipeline(processors);
    }

    private static Step step(HierarchicalConfiguration<ImmutableNode> mailet) {
        String but = mailet.getString("[@notmatch]", null);
        Map<String, String> parameters = new HashMap<>();
        for (Iterator<String> keys = mailet.getKeys(); keys.hasNext(); ) {
            String key = keys.next();
            if (!key.startsWith("[@")) {
                parameters.put(key, mailet.getString(key, ""));
            }
        }
        String matcher = but == null ? mailet.getString("[@match]", "All") : "not " + but;
        return new Step(matcher, mailet.getString("[@class]", ""), parameters);
    }

    /** The SMTP servers that are turned on. */
    public List<SmtpListener> smtp() {
        return servers("smtpserver").map(JamesSetup::listener).toList();
    }

    private static SmtpListener listener(HierarchicalConfiguration<ImmutableNode> server) {
        List<String> handlers = server.configurationsAt("handlerchain.handler").stream()
                .map(handler -> handler.getString("[@class]", ""))
                .toList();
        return new SmtpListener(
                server.getString("jmxName", "smtpserver"),
                binds(server),
                handlers,
                words(server.getString("authorizedAddresses", "")));
    }

    private static List<String> binds(HierarchicalConfiguration<ImmutableNode> server) {
        return words(server.getString("bind", ANYWHERE));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Stream<HierarchicalConfiguration<ImmutableNode>> servers(String protocol) {
        return elements(protocol, protocol).stream().filter(server -> server.getBoolean("[@enabled]", true));
    }

    private List<HierarchicalConfiguration<ImmutableNode>> elements(String file, String path) {
        try {
            return files.getConfiguration(file).configurationsAt(path);
        } catch (ConfigurationException e) {
            throw new IllegalStateException(file + ".xml cannot be read", e);
        }
    }

    /** The ports that James is to listen on. */
    public Set<Integer> ports() {
        Set<Integer> ports = new TreeSet<>();
        PROTOCOLS.stream()
                .flatMap(this::servers)
                .flatMap(server -> binds(server).stream())
                .forEach(bind -> ports.add(Integer.parseInt(bind.substring(bind.lastIndexOf(':') + 1))));
        ports.add(properties("webadmin").getInt("port", WEBADMIN_PORT));
        return ports;
    }

    public Webadmin webadmin() {
        Configuration file = properties("webadmin");
        return new Webadmin(
                file.getBoolean("enabled", false),
                file.getString("host", "localhost"),
                file.getBoolean("jwt.enabled", false),
                file.getBoolean("https.enabled", false));
    }

    public JamesStore store() {
        Configuration file = properties("james-database");
        return new JamesStore(
                file.getString("database.url", ""), file.getString("database.driverClassName", ""), inMemory);
    }

    private Configuration properties(String name) {
        try {
            return properties.getConfiguration(name);
        } catch (FileNotFoundException e) {
            return new BaseConfiguration();
        } catch (ConfigurationException e) {
            throw new IllegalStateException(name + ".properties cannot be read", e);
        }
    }
}
