package io.jamesagents.server.james;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.jms.ConnectionFactory;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQPrefetchPolicy;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.james.filesystem.api.FileSystem;

/** ActiveMQ inside this process: persistent, without a port, without JMX. */
final class VmBroker {
    private static final String NAME = "james";
    /** Mails in a queue that can be looked through; ActiveMQ's own limit is 400. */
    private static final int BROWSED = 100_000;

    private static final String FOLDER = "file://var/store/activemq/brokers";

    private final BrokerService broker = new BrokerService();
    private final ActiveMQConnectionFactory connections =
            new ActiveMQConnectionFactory("vm://" + NAME + "?create=false");

    @Inject
    VmBroker(FileSystem files) throws Exception {
        start(files);
        connections.setTrustAllPackages(false);
        connections.setBlobTransferPolicy(new SyncedBlobs(files));
        connections.setPrefetchPolicy(noPrefetch());
    }

    private void start(FileSystem files) throws Exception {
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setDirectory(files.getFile(FOLDER + "/KahaDB"));
        broker.setBrokerName(NAME);
        broker.setBrokerId("broker");
        broker.setPersistenceAdapter(store);
        broker.setDataDirectoryFile(files.getFile(FOLDER));
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setSchedulerSupport(false);
        broker.setDestinationPolicy(policy());
        broker.getSystemUsage().setSendFailIfNoSpace(true);
        broker.start();
        broker.waitUntilStarted();
    }

    private static PolicyMap policy() {
        PolicyEntry each = new PolicyEntry();
        each.setMaxBrowsePageSize(BROWSED);
        PolicyMap policy = new PolicyMap();
        policy.setDefaultEntry(each);
        return policy;
    }

    /** A consumer takes a mail when it has a thread for it. */
    private static ActiveMQPrefetchPolicy noPrefetch() {
        ActiveMQPrefetchPolicy policy = new ActiveMQPrefetchPolicy();
        policy.setQueuePrefetch(0);
        policy.setTopicPrefetch(0);
        return policy;
    }

    /** How many mails are in a queue; known to the broker, so that it costs nothing to ask. */
    long size(String queue) throws Exception {
        Destination destination = broker.getDestination(new ActiveMQQueue(queue));
        return destination.getDestinationStatistics().getMessages().getCount();
    }

    ConnectionFactory connections() {
        return connections;
    }

    @PreDestroy
    void stop() throws Exception {
        broker.stop();
    }
}
