package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.authentication.dns.JamesDns;
import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Doctor;
import io.jamesagents.doctor.machine.ClockCheck;
import io.jamesagents.doctor.machine.DescriptorsCheck;
import io.jamesagents.doctor.machine.DiskCheck;
import io.jamesagents.doctor.machine.DnsCheck;
import io.jamesagents.doctor.machine.SocketsCheck;
import io.jamesagents.doctor.mail.MailInCheck;
import io.jamesagents.doctor.mail.MailOutCheck;
import io.jamesagents.doctor.mail.RecipientsCheck;
import io.jamesagents.doctor.mail.RelayCheck;
import io.jamesagents.doctor.parts.EmbedderCheck;
import io.jamesagents.doctor.parts.IndexCheck;
import io.jamesagents.doctor.parts.JamesStoreCheck;
import io.jamesagents.doctor.parts.ModelCheck;
import io.jamesagents.doctor.parts.ModelEndpoint;
import io.jamesagents.doctor.parts.NamesCheck;
import io.jamesagents.doctor.parts.WebadminCheck;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.extension.doctor.JamesSetup;
import io.jamesagents.extraction.llm.LlmSettings;
import io.jamesagents.rest.RestServer;
import io.jamesagents.rest.operator.DoctorRoutes;
import io.jamesagents.search.IndexStatus;
import io.jamesagents.store.Database;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.utils.PropertiesProvider;
import org.xbill.DNS.Lookup;

/** Who says what is wrong with this installation, and what is looked at. */
final class DoctorModule extends AbstractModule {
    private static final Path THIS_PROCESS = Path.of("/proc/self");

    @Override
    protected void configure() {
        bind(DoctorRoutes.class).in(Singleton.class);
        bind(Lookout.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Doctor doctor(Set<Check> checks, Clock clock) {
        return new Doctor(List.copyOf(checks), clock);
    }

    @Provides
    @Singleton
    JamesSetup setup(ConfigurationProvider files, PropertiesProvider properties, MailboxManager mailboxes) {
        boolean inMemory = mailboxes.getClass().getSimpleName().startsWith("InMemory");
        return new JamesSetup(files, properties, inMemory);
    }

    @ProvidesIntoSet
    Check mailIn(JamesSetup setup) {
        return new MailInCheck(setup::pipeline);
    }

    @ProvidesIntoSet
    Check mailOut(JamesSetup setup) {
        return new MailOutCheck(setup::pipeline);
    }

    @ProvidesIntoSet
    Check recipients(JamesSetup setup) {
        return new RecipientsCheck(setup::smtp);
    }

    @ProvidesIntoSet
    Check relay(JamesSetup setup) {
        return new RelayCheck(setup::smtp);
    }

    @ProvidesIntoSet
    Check webadmin(JamesSetup setup) {
        return new WebadminCheck(setup::webadmin);
    }

    @ProvidesIntoSet
    Check store(JamesSetup setup) {
        return new JamesStoreCheck(setup::store);
    }

    @ProvidesIntoSet
    Check names(Settings settings, JamesSetup setup) {
        return new NamesCheck(settings.required("agents.domain"), setup::smtp);
    }

    @ProvidesIntoSet
    Check sockets(JamesSetup setup, RestServer rest) {
        return new SocketsCheck(THIS_PROCESS, () -> {
            Set<Integer> ports = new TreeSet<>(setup.ports());
            ports.add(rest.port());
            return ports;
        });
    }

    @ProvidesIntoSet
    Check clock(Clock clock, AgentsFiles files, Database database) {
        return new ClockCheck(clock, files.data(), database);
    }

    @ProvidesIntoSet
    Check dns() {
        return new DnsCheck(() -> new JamesDns(Lookup::getDefaultResolver));
    }

    @ProvidesIntoSet
    Check disk(AgentsFiles files, FileSystem fileSystem) throws FileNotFoundException {
        return new DiskCheck(
                Map.of(
                        "the plugin's state",
                        files.data(),
                        "the search index",
                        files.data().resolve("search"),
                        "mail and queue",
                        fileSystem.getFile("file://var").toPath(),
                        "temporary files",
                        Path.of(System.getProperty("java.io.tmpdir"))),
                DiskCheck.Room.DEFAULT);
    }

    @ProvidesIntoSet
    Check descriptors() {
        return new DescriptorsCheck(DescriptorsCheck.Descriptors::ofThisProcess);
    }

    @ProvidesIntoSet
    Check embedder(Embedder embedder) {
        return new EmbedderCheck(embedder);
    }

    @ProvidesIntoSet
    Check model(ModelEndpoint endpoint) {
        return new ModelCheck(endpoint);
    }

    @Provides
    @Singleton
    ModelEndpoint endpoint(LlmSettings settings) {
        return new ModelEndpoint(settings.url(), settings.key());
    }

    @ProvidesIntoSet
    Check index(IndexStatus status) {
        return new IndexCheck(status);
    }
}
