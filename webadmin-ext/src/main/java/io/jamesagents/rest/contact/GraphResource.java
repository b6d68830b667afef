package io.jamesagents.rest.contact;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import io.jamesagents.apikey.Scope;
import io.jamesagents.contact.Contacts;
import io.jamesagents.contact.Contacts.Contact;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who writes to the inboxes, as a graph of people and inboxes. */
@Path("api/graph")
public final class GraphResource {
    private static final int MAX_INBOXES = 100;

    private final Contacts contacts;
    private final Places places;

    public GraphResource(Contacts contacts, Places places) {
        this.contacts = contacts;
        this.places = places;
    }

    /** A person. */
    public record Node(String id, String type, String email, String label, long messageCount, String lastActive) {}

    /** That a person wrote to an inbox, and how often. */
    public record Edge(String source, String target, long weight) {}

    /** The people and whom they wrote to. */
    public record Graph(List<Node> nodes, List<Edge> edges) {}

    @GET
    @Needs(Scope.MESSAGES_READ)
    @Doc(value = "Get who writes to whom")
    @Takes({"inbox_ids: Ids of inboxes with commas between them: only what is in them", "domain_id"})
    public Graph get(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        List<InboxId> inboxes = inboxes(call.query().text("inbox_ids"));
        inboxes.forEach(inbox -> places.require(call.reach(), inbox, null));
        places.require(call.reach(), null, call.query().domain());
        List<Contact> found = contacts.list(call.reach(), inboxes, call.query().domain());
        return new Graph(nodes(found), found.stream().map(GraphResource::edge).toList());
    }

    private static List<InboxId> inboxes(String text) {
        if (text == null) {
            return List.of();
        }
        List<InboxId> ids = Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(id -> !id.isEmpty())
                .map(InboxId::new)
                .toList();
        if (ids.size() > MAX_INBOXES) {
            throw new Invalid("inbox_ids", "inbox_ids may have at most " + MAX_INBOXES + " entries");
        }
        return ids;
    }

    private static Edge edge(Contact contact) {
        return new Edge(contact.address(), contact.inbox().value(), contact.messages());
    }

    private static List<Node> nodes(List<Contact> contacts) {
        Map<String, Node> people = new LinkedHashMap<>();
        contacts.forEach(contact -> people.merge(contact.address(), node(contact), GraphResource::together));
        return List.copyOf(people.values());
    }

    private static Node node(Contact contact) {
        return new Node(
                contact.address(),
                "person",
                contact.address(),
                contact.address(),
                contact.messages(),
                Json.time(contact.lastActive()));
    }

    private static Node together(Node one, Node other) {
        String latest = one.lastActive().compareTo(other.lastActive()) > 0 ? one.lastActive() : other.lastActive();
        long messages = one.messageCount() + other.messageCount();
        return new Node(one.id(), one.type(), one.email(), one.label(), messages, latest);
    }
}
