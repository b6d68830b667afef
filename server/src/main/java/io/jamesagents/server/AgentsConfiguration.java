package io.jamesagents.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What this start is configured with: conf/, the operator's DATA/conf, and the options. Keys that begin with {@code agents.}
 * are the plugin's and go into agents.properties; the others are the places of conf/ that can be filled.
 */
final class AgentsConfiguration {
    /** Below the data folder, written anew at each start. */
    static final String FOLDER = "run/conf";

    private static final String SHIPPED = "io/jamesagents/server/conf";
    private static final String ADMIN_KEY = "agents.admin-key-file";
    private static final String IN_DATA = "file://";

    private final ConfFolder conf;
    private final AgentsProperties agents;
    private final Map<String, String> values = new TreeMap<>();

    private AgentsConfiguration(ConfFolder conf) {
        this.conf = conf;
        this.agents = new AgentsProperties(conf.texts(AgentsProperties.FILE));
    }

    static AgentsConfiguration of(DataFolder data, ServeOptions options) throws IOException {
        AgentsConfiguration configuration = new AgentsConfiguration(read(data.file("conf")));
        configuration.listen(options);
        configuration.keep(data);
        options.settings().forEach(configuration::set);
        configuration.values.putAll(configuration.agents.with(configuration.values));
        return configuration;
    }

    private static ConfFolder read(Path operator) throws IOException {
        Path classes = classes();
        if (Files.isDirectory(classes)) {
            return ConfFolder.of(classes.resolve(SHIPPED), operator);
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            return ConfFolder.of(jar.getPath(SHIPPED), operator);
        }
    }

    private static Path classes() {
        try {
            return Path.of(AgentsConfiguration.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen(ServeOptions options) {
        values.put("james.smtp.bind", options.bind() + ":" + options.smtp());
        values.put("james.imap.bind", options.bind() + ":" + options.imap());
        values.put("james.webadmin.host", options.bind());
        values.put("james.webadmin.port", String.valueOf(options.webadmin()));
        values.put("agents.http.bind", options.bind());
        values.put("agents.http.port", String.valueOf(options.http()));
    }

    private void keep(DataFolder data) {
        values.put("james.database.url", "jdbc:derby:" + data.file("var/store/derby") + ";create=true");
        values.put("james.webadmin.key", IN_DATA + WebadminToken.PUBLIC_KEY);
        values.put(ADMIN_KEY, IN_DATA + "admin.key");
    }

    private void set(String key, String value) {
        Set<String> known = key.startsWith("agents.") ? agents.keys() : conf.names();
        if (!known.contains(key)) {
            throw new RefusedStart(key + " (--set) is not a setting");
        }
        values.put(key, value);
    }

    /** The value of a setting, or nothing when there is no such setting. */
    String text(String key) {
        return values.getOrDefault(key, "");
    }

    /** Where the admin key is, with the data folder in the words of the options. */
    Path adminKey(ServeOptions options) {
        String url = text(ADMIN_KEY);
        return options.data().resolve(url.startsWith(IN_DATA) ? url.substring(IN_DATA.length()) : url);
    }

    void write(DataFolder data) throws IOException {
        conf.replace(AgentsProperties.FILE, AgentsProperties.text(agents.with(values)));
        conf.write(data.file(FOLDER), values);
    }
}
