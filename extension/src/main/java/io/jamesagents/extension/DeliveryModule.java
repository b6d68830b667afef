package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.delivery.DeliveryEvents;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.message.Messages;
import io.jamesagents.rest.delivery.DeliveryEventResource;
import io.jamesagents.rest.delivery.MessageDeliveryResource;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.store.Database;
import java.time.Clock;

/** What is told of sent mails. */
final class DeliveryModule extends AbstractModule {
    @Provides
    @Singleton
    DeliveryEvents events(Database database, Clock clock) {
        return new DeliveryEvents(database, clock);
    }

    @ProvidesIntoSet
    @Chore
    Runnable cleanUp(DeliveryEvents events) {
        return events::cleanUp;
    }

    @ProvidesIntoSet
    @Served
    Object list(DeliveryEvents events, Messages messages, Places places) {
        return new DeliveryEventResource(events, messages, places);
    }

    @ProvidesIntoSet
    @Served
    Object ofMessage(Messages messages, DeliveryLedger ledger, DeliveryEvents events) {
        return new MessageDeliveryResource(messages, ledger, events);
    }
}
