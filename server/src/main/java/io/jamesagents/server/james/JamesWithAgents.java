package io.jamesagents.server.james;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import java.nio.file.Path;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.GuiceJamesServer;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.mailbox.DefaultEventModule;
import org.apache.james.modules.mailbox.MemoryDeadLetterModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DataRoutesModules;
import org.apache.james.modules.server.InconsistencyQuotasSolvingRoutesModule;
import org.apache.james.modules.server.MailQueueRoutesModule;
import org.apache.james.modules.server.MailRepositoriesRoutesModule;
import org.apache.james.modules.server.MailboxRoutesModule;
import org.apache.james.modules.server.MailetContainerModule.DefaultProcessorsConfigurationSupplier;
import org.apache.james.modules.server.NoJwtModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.apache.james.modules.server.WebAdminServerModule;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;

/**
 * The James that {@code ./serve} runs: SMTP, IMAP and webadmin over a JPA store, with an embedded queue that no network
 * reaches. Without JMX, JMAP, POP3, LMTP and ManageSieve.
 */
public final class JamesWithAgents {
    private static final Module WEBADMIN = Modules.combine(
            new WebAdminServerModule(),
            new NoJwtModule(),
            new DataRoutesModules(),
            new MailboxRoutesModule(),
            new InconsistencyQuotasSolvingRoutesModule(),
            new MailQueueRoutesModule(),
            new MailRepositoriesRoutesModule());

    private static final Module PROTOCOLS =
            Modules.combine(new ProtocolHandlerModule(), new SMTPServerModule(), new IMAPServerModule());

    private static final Module MAILBOX = Modules.combine(
            new MailboxModule(),
            new JpaMailbox(),
            new JpaQuota(),
            new DefaultEventModule(),
            new MemoryDeadLetterModule());

    private static final Module DATA = Modules.combine(new JpaStore(), new JpaData(), new NaiveDelegationStoreModule());

    private static final Module MAIL = Modules.combine(
            new MailetProcessingModule(),
            binder -> binder.bind(DefaultProcessorsConfigurationSupplier.class)
                    .toInstance(BaseHierarchicalConfiguration::new),
            new RawPostDequeueDecoratorModule(),
            new VmQueue(),
            new TaskManagerModule());

    private JamesWithAgents() {}

    /** Not started yet. The folder of the configuration is below the folder of the data. */
    public static GuiceJamesServer on(Path data, String conf) {
        Configuration configuration = Configuration.builder()
                .workingDirectory(data.toFile())
                .configurationPath(new ConfigurationPath("file://" + conf + "/"))
                .build();
        return GuiceJamesServer.forConfiguration(configuration)
                .combineWith(MAIL, DATA, MAILBOX, PROTOCOLS, WEBADMIN, new Injected.Binding())
                .overrideWith(new GuardedPipeline.Binding(), new LongLineSmtp.Binding(), new ChosenDns.Binding());
    }
}
