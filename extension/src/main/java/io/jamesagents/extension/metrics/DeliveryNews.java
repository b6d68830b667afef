package io.jamesagents.extension.metrics;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliverySubscriber;
import io.jamesagents.delivery.RecipientEntry;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.metrics.Meters;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Counts what becomes of sent mails, by recipients, once it is noted. */
public final class DeliveryNews implements DeliverySubscriber {
    private final Meters meters;

    public DeliveryNews(Meters meters) {
        this.meters = meters;
        meters.announce(
                Arrays.stream(RecipientState.values()).map(DeliveryNews::name).toList(), List.of());
    }

    private static String name(RecipientState state) {
        return "agents.delivery." + state.word();
    }

    @Override
    public void changed(Handle handle, RecipientEntry entry, Change change) {
        handle.afterCommit(() -> meters.count(name(change.state())));
    }
}
