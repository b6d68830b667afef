package io.jamesagents.server.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import javax.inject.Inject;
import javax.jms.ConnectionFactory;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.activemq.ActiveMQHealthCheck;
import org.apache.james.queue.activemq.ActiveMQMailQueueFactory;
import org.apache.james.queue.activemq.metric.ActiveMQMetricCollectorNoop;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;

/** The mail queues, in the broker of this process. */
final class VmQueue extends AbstractModule {
    @Override
    protected void configure() {
        bind(VmBroker.class).in(Scopes.SINGLETON);
        bind(Queues.class).in(Scopes.SINGLETON);
        Multibinder.newSetBinder(binder(), HealthCheck.class).addBinding().to(ActiveMQHealthCheck.class);
    }

    @Provides
    @Singleton
    ConnectionFactory connections(VmBroker broker) {
        return broker.connections();
    }

    @Provides
    MailQueueFactory<? extends ManageableMailQueue> manageable(Queues queues) {
        return queues;
    }

    @Provides
    MailQueueFactory<? extends MailQueue> queues(Queues queues) {
        return queues;
    }

    @Provides
    MailQueueFactory<?> any(Queues queues) {
        return queues;
    }

    private static final class Queues extends ActiveMQMailQueueFactory {
        private final VmBroker broker;

        @Inject
        Queues(VmBroker broker, MailQueueItemDecoratorFactory decorators, MetricFactory metrics, GaugeRegistry gauges) {
            super(broker.connections(), decorators, metrics, gauges, new ActiveMQMetricCollectorNoop());
            this.broker = broker;
            setUseJMX(false);
        }

        @Override
        protected ManageableMailQueue createCacheableMailQueue(MailQueueName name) {
            return new ExactMailQueue(broker, mailQueueItemDecoratorFactory, name, metricFactory, gaugeRegistry);
        }
    }
}
