package io.jamesagents.rest.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Limited;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.org.OrgId;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what agents have to say to the operator, into the log: at most ten a minute from an organisation. */
@Path("v1/feedback")
public final class FeedbackResource {
    private static final Logger LOGGER = LoggerFactory.getLogger(FeedbackResource.class);
    private static final int PER_MINUTE = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<OrgId, Integer> taken = new HashMap<>();
    private long minute;

    public FeedbackResource(Clock clock) {
        this.clock = clock;
    }

    /** It was received. */
    public record Received(String id, String type, String status, @JsonProperty("created_at") String createdAt) {}

    @POST
    @Needs
    @Answers(201)
    @Doc("Tell the operator something")
    public Both<Received> post(@Context ContainerRequestContext request, FeedbackBody body) {
        FeedbackBody said = body.checked();
        OrgId org = Call.of(request).org();
        Instant now = clock.instant();
        requireRoom(org, now);
        String id = Ids.random("fb_");
        LOGGER.info("Feedback {} ({}) of organisation {}: {}", id, said.type(), org, Json.write(said.message()));
        return Both.of(new Received(id, said.type(), "received", Json.time(now)));
    }

    private synchronized void requireRoom(OrgId org, Instant now) {
        long current = now.toEpochMilli() / MINUTE.toMillis();
        if (current != minute) {
            minute = current;
            taken.clear();
        }
        if (taken.merge(org, 1, Integer::sum) > PER_MINUTE) {
            throw new Limited("Feedback is taken " + PER_MINUTE + " times a minute", MINUTE);
        }
    }
}
