package io.jamesagents.server;

import static io.jamesagents.doctor.Severity.FAIL;
import static io.jamesagents.doctor.Severity.OK;
import static io.jamesagents.doctor.Severity.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.authentication.dns.JamesDns;
import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Finding;
import io.jamesagents.doctor.Findings;
import io.jamesagents.doctor.Severity;
import io.jamesagents.doctor.machine.DnsCheck;
import io.jamesagents.doctor.machine.SocketsCheck;
import io.jamesagents.doctor.mail.MailInCheck;
import io.jamesagents.doctor.mail.MailOutCheck;
import io.jamesagents.doctor.mail.RecipientsCheck;
import io.jamesagents.doctor.mail.RelayCheck;
import io.jamesagents.doctor.parts.EmbedderCheck;
import io.jamesagents.doctor.parts.JamesStoreCheck;
import io.jamesagents.doctor.parts.ModelCheck;
import io.jamesagents.doctor.parts.ModelEndpoint;
import io.jamesagents.doctor.parts.NamesCheck;
import io.jamesagents.doctor.parts.WebadminCheck;
import io.jamesagents.embedding.EmbeddingEndpointStandIn;
import io.jamesagents.embedding.EmbeddingSettings.Endpoint;
import io.jamesagents.embedding.remote.RemoteEmbedder;
import io.jamesagents.extension.doctor.JamesSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.activemq.broker.BrokerService;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.SimpleResolver;

/** Installations that are wrong in one way each, made from the files of conf/, and what the doctor says of them. */
class MisconfigurationTest {
    private static final Path CONF = Path.of("..", "conf");
    private static final Path SELF = Path.of("/proc/self");
    private static final String GATE_MATCH = "match=\"io.jamesagents.mailets.RecipientIsAgentInbox\"";
    private static final String TRANSPORT = "<processor state=\"transport\" enableJmx=\"false\">";
    private static final String HOOK = "<handler class=\"io.jamesagents.mailets.AgentRecipients\"/>";
    private static final String VALID = "<handler class=\"org.apache.james.smtpserver.fastfail.ValidRcptHandler\"/>";
    private static final String BIND = "${sys:james.smtp.bind:-127.0.0.1:2525}";
    private static final String TRUSTED = "<authorizedAddresses></authorizedAddresses>";

    @TempDir
    Path folder;

    private Path conf;

    @BeforeEach
    void copy() throws IOException {
        conf = Files.createDirectory(folder.resolve("conf"));
        try (Stream<Path> files = Files.list(CONF)) {
            for (Path file : files.toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
    }

    private void replace(String file, String what, String by) throws IOException {
        String text = Files.readString(conf.resolve(file));
        assertThat(text).contains(what);
        Files.writeString(conf.resolve(file), text.replace(what, by));
    }

    private JamesSetup setup() {
        Configuration configuration = Configuration.builder()
                .workingDirectory(folder.toFile())
                .configurationPath(new ConfigurationPath("file://conf/"))
                .build();
        FileSystemImpl files = new FileSystemImpl(configuration.directories());
        return new JamesSetup(
                new FileConfigurationProvider(files, configuration),
                new PropertiesProvider(files, configuration.configurationPath()),
                false);
    }

    private static List<Finding> found(Check check) throws Exception {
        Findings findings = new Findings(check.name());
        check.look(findings);
        return findings.all();
    }

    private static void assertFound(Check check, Severity severity, String words) throws Exception {
        assertThat(found(check))
                .anyMatch(finding ->
                        finding.severity() == severity && finding.problem().contains(words));
    }

    private Check mailIn() {
        return new MailInCheck(setup()::pipeline);
    }

    private Check mailOut() {
        return new MailOutCheck(setup()::pipeline);
    }

    private Check recipients() {
        return new RecipientsCheck(setup()::smtp);
    }

    private Check relay() {
        return new RelayCheck(setup()::smtp);
    }

    static Stream<Function<JamesSetup, Check>> ofFiles() {
        return Stream.of(
                setup -> new MailInCheck(setup::pipeline),
                setup -> new MailOutCheck(setup::pipeline),
                setup -> new RecipientsCheck(setup::smtp),
                setup -> new RelayCheck(setup::smtp),
                setup -> new WebadminCheck(setup::webadmin),
                setup -> new JamesStoreCheck(setup::store),
                setup -> new NamesCheck("agents.localhost", setup::smtp));
    }

    @ParameterizedTest
    @MethodSource("ofFiles")
    void nothingShouldBeWrongWithTheShippedFiles(Function<JamesSetup, Check> check) throws Exception {
        assertThat(found(check.apply(setup()))).extracting(Finding::severity).containsExactly(OK);
    }

    @Test
    void missingMatcherShouldBeFound() throws Exception {
        replace("mailetcontainer.xml", GATE_MATCH, "match=\"HostIs=nowhere.test\"");

        assertFound(mailIn(), FAIL, "The matcher RecipientIsAgentInbox is missing");
    }

    @Test
    void matcherWhereNoMailComesByShouldBeFound() throws Exception {
        replace("mailetcontainer.xml", "<processor>transport</processor>", "<processor>outbound</processor>");

        assertFound(mailIn(), FAIL, "where no mail comes by");
    }

    @Test
    void otherDeliveryBeforeOursShouldBeFound() throws Exception {
        replace(
                "mailetcontainer.xml",
                TRANSPORT,
                TRANSPORT + "<mailet match=\"RecipientIsLocal\" class=\"LocalDelivery\"/>");

        assertFound(mailIn(), FAIL, "LocalDelivery in the processor transport takes the mail of inboxes");
    }

    @Test
    void missingDeliveryShouldBeFound() throws Exception {
        replace(
                "mailetcontainer.xml",
                "class=\"io.jamesagents.mailets.DeliverToInbox\"",
                "class=\"ToRecipientFolder\"");

        assertFound(mailIn(), FAIL, "The mailet DeliverToInbox is missing");
    }

    @Test
    void missingStampShouldBeFound() throws Exception {
        replace("mailetcontainer.xml", "<mailet match=\"All\" class=\"io.jamesagents.mailets.StampIngestId\"/>", "");

        assertFound(mailIn(), FAIL, "StampIngestId is missing");
    }

    @Test
    void missingStepShouldBeFound() throws Exception {
        replace(
                "mailetcontainer.xml",
                "<mailet match=\"All\" class=\"io.jamesagents.mailets.ResolveThread\">",
                "<!-- ");
        replace("mailetcontainer.xml", "<subjectDays>30</subjectDays>\n            </mailet>", "-->");

        assertFound(mailIn(), WARN, "The mailet ResolveThread does not stand before DeliverToInbox");
    }

    @Test
    void stockDeliveryToOtherServersShouldBeFound() throws Exception {
        replace("mailetcontainer.xml", "io.jamesagents.mailets.DeliverRemotely", "RemoteDelivery");

        assertFound(mailOut(), FAIL, "Mail leaves by RemoteDelivery");
    }

    @Test
    void missingReportsShouldBeFound() throws Exception {
        replace("mailetcontainer.xml", "io.jamesagents.mailets.RecipientIsReportAddress", "HostIs=nowhere.test");

        assertFound(mailOut(), WARN, "RecipientIsReportAddress is missing");
    }

    @Test
    void missingHookShouldBeFound() throws Exception {
        replace("smtpserver.xml", HOOK, "");

        assertFound(recipients(), FAIL, "The handler AgentRecipients is missing");
    }

    @Test
    void hookBehindTheOneThatRefusesShouldBeFound() throws Exception {
        replace("smtpserver.xml", HOOK, "");
        replace("smtpserver.xml", VALID, VALID + HOOK);

        assertFound(recipients(), FAIL, "before AgentRecipients is asked");
    }

    @Test
    void openRelayShouldBeFound() throws Exception {
        replace("smtpserver.xml", TRUSTED, "<authorizedAddresses>0.0.0.0/0</authorizedAddresses>");

        assertFound(relay(), FAIL, "an open relay");
    }

    /** As James's sample configuration has it. */
    @Test
    void trustInThisMachineShouldFailWhenOthersCanConnect() throws Exception {
        replace("smtpserver.xml", TRUSTED, "<authorizedAddresses>127.0.0.0/8</authorizedAddresses>");
        replace("smtpserver.xml", BIND, "0.0.0.0:25");

        assertFound(relay(), FAIL, "behind a proxy, NAT or container");
    }

    @Test
    void trustInThisMachineShouldBeWarnedOfWhenNobodyElseCanConnect() throws Exception {
        replace("smtpserver.xml", TRUSTED, "<authorizedAddresses>127.0.0.0/8</authorizedAddresses>");

        assertFound(relay(), WARN, "every program there");
    }

    @Test
    void trialDomainShouldBeFoundWhenOthersCanConnect() throws Exception {
        replace("smtpserver.xml", BIND, "0.0.0.0:25");

        assertFound(new NamesCheck("agents.localhost", setup()::smtp), WARN, "nobody elsewhere can write to");
    }

    @Test
    void openWebadminShouldBeFound() throws Exception {
        replace("webadmin.properties", "jwt.enabled=true", "jwt.enabled=false");

        assertFound(new WebadminCheck(setup()::webadmin), FAIL, "Webadmin wants no token");
    }

    @Test
    void webadminWithoutTlsShouldBeFoundWhenOthersCanConnect() throws Exception {
        replace("webadmin.properties", "host=${sys:james.webadmin.host:-127.0.0.1}", "host=0.0.0.0");

        assertFound(new WebadminCheck(setup()::webadmin), WARN, "without TLS");
    }

    @Test
    void h2ShouldBeFound() throws Exception {
        Files.writeString(
                conf.resolve("james-database.properties"),
                "database.url=jdbc:h2:file:./var/store/h2\ndatabase.driverClassName=org.h2.Driver\n");

        assertFound(new JamesStoreCheck(setup()::store), FAIL, "H2");
    }

    /** As James's own embedded broker has it. */
    @Test
    void openWireShouldBeFound() throws Exception {
        BrokerService broker = new BrokerService();
        broker.setBrokerName("misconfigured");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.addConnector("tcp://localhost:0");
        broker.start();
        try {
            assertFound(new SocketsCheck(SELF, Set::of), FAIL, "ActiveMQ speaks OpenWire");
        } finally {
            broker.stop();
        }
        assertThat(found(new SocketsCheck(SELF, Set::of)))
                .noneMatch(finding -> finding.problem().contains("OpenWire"));
    }

    @Test
    void jmxShouldBeFound() throws Exception {
        Registry registry = LocateRegistry.createRegistry(
                0, null, port -> new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
        try {
            assertFound(new SocketsCheck(SELF, Set::of), FAIL, "JMX can be reached");
        } finally {
            UnicastRemoteObject.unexportObject(registry, true);
        }
    }

    @Test
    void silentNameServerShouldBeFound() throws Exception {
        try (DnsStandIn dns = new DnsStandIn()) {
            dns.silence("org");
            String port = dns.address().substring(dns.address().indexOf(':') + 1);
            SimpleResolver resolver = new SimpleResolver("127.0.0.1");
            resolver.setPort(Integer.parseInt(port));
            resolver.setTimeout(Duration.ofSeconds(1));

            assertFound(new DnsCheck(() -> new JamesDns(() -> resolver)), FAIL, "No name server answers");
        }
    }

    @Test
    void embeddingEndpointThatDoesNotAnswerShouldBeFound() throws Exception {
        try (EmbeddingEndpointStandIn stand = EmbeddingEndpointStandIn.start()) {
            stand.neverAnswers();
            Endpoint endpoint = new Endpoint(stand.uri(), "stand-in", "", stand.dimensions(), Duration.ofMillis(300));
            try (RemoteEmbedder embedder = new RemoteEmbedder(endpoint)) {
                assertFound(new EmbedderCheck(embedder), WARN, "does not answer");
            }
        }
    }

    @Test
    void languageModelThatIsAwayShouldBeFound() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }

        assertFound(new ModelCheck(new ModelEndpoint("http://127.0.0.1:" + free + "/v1", "")), WARN, "does not answer");
    }
}
