package io.jamesagents.server;

import io.jamesagents.deletion.Compaction;
import io.jamesagents.server.james.Injected;
import io.jamesagents.server.james.JamesWithAgents;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.james.GuiceJamesServer;
import org.apache.james.utils.GuiceProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import reactor.core.publisher.Hooks;

/** A running James with the plugin, on a data folder that it holds until it is closed. */
public final class AgentsServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AgentsServer.class);

    private final DataFolder data;
    private final ServeOptions options;
    private final AgentsConfiguration configuration;
    private final GuiceJamesServer james;

    static {
        // James would end the process, whoever's it is, with a stack trace for an explanation.
        System.setProperty("james.exit.on.startup.error", "false");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private AgentsServer(DataFolder data, ServeOptions options, AgentsConfiguration configuration) {
        this.data = data;
        this.options = options;
        this.configuration = configuration;
        this.james = JamesWithAgents.on(data.path(), AgentsConfiguration.FOLDER);
    }

    /** Returns when everything listens. Refuses, before anything listens, what cannot work. */
    public static AgentsServer start(ServeOptions options) throws Exception {
        DataFolder data = DataFolder.take(options.data());
        try {
            AgentsServer server = prepared(data, options);
            server.startJames();
            return server;
        } catch (Exception e) {
            data.close();
            throw e;
        }
    }

    private static AgentsServer prepared(DataFolder data, ServeOptions options) throws IOException {
        ServeOptions free = Ports.free(options);
        AgentsConfiguration configuration = AgentsConfiguration.of(data, free);
        WebadminToken.ensure(data);
        configuration.write(data);
        Derby.settle(data);
        return new AgentsServer(data, free, configuration);
    }

    private void startJames() throws Exception {
        try {
            james.start();
            if (Derby.used(data)) {
                instance(Compaction.class).add("james", () -> Derby.compact(data));
            }
        } catch (Exception e) {
            stopJames();
            throw e;
        }
    }

    private void stopJames() {
        try {
            Hooks.onErrorDropped(interrupted -> LOGGER.debug("Interrupted by the stop", interrupted));
            james.stop();
        } catch (RuntimeException e) {
            LOGGER.warn("James did not stop cleanly", e);
        } finally {
            Hooks.resetOnErrorDropped();
        }
        Derby.shutDown(data);
    }

    public ServeOptions options() {
        return options;
    }

    public int httpPort() {
        return options.http();
    }

    public int smtpPort() {
        return options.smtp();
    }

    public int imapPort() {
        return options.imap();
    }

    public int webadminPort() {
        return options.webadmin();
    }

    /** The value of a key of agents.properties in force. */
    public String setting(String key) {
        return configuration.text(key);
    }

    /** The file with the key of the first administrator. */
    public Path adminKeyFile() {
        return configuration.adminKey(options);
    }

    public <T extends GuiceProbe> T getProbe(Class<T> probe) {
        return james.getProbe(probe);
    }

    /** An object as a mailet of the plugin would get it injected. */
    public <T> T instance(Class<T> type) {
        return getProbe(Injected.class).instance(type);
    }

    @Override
    public void close() throws IOException {
        stopJames();
        data.close();
    }
}
