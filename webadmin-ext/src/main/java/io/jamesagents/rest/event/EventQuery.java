package io.jamesagents.rest.event;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.event.EventType;
import io.jamesagents.event.FeedFilter;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.request.Call;
import java.util.EnumSet;
import java.util.Set;

/** What a query says about which events are wanted. */
final class EventQuery {
    private EventQuery() {}

    static FeedFilter filter(Call call, Places places) {
        var inbox = call.query().inbox();
        places.require(call.reach(), inbox, null);
        return new FeedFilter(inbox, types(call.query().text("types")));
    }

    private static Set<EventType> types(String text) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String word : text == null ? new String[0] : text.split(",")) {
            types.add(EventType.parse(word.strip())
                    .orElseThrow(() -> new Invalid("types", "types: there is no type of event like this")));
        }
        return types;
    }
}
