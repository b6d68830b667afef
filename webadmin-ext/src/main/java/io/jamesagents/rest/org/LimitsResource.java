package io.jamesagents.rest.org;

import io.jamesagents.Json;
import io.jamesagents.apikey.Caller;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.outbound.SendLimits.Window;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the caller's organisation may still send. */
@Path("v1/me/limits")
public final class LimitsResource {
    private final SendLimits limits;

    public LimitsResource(SendLimits limits) {
        this.limits = limits;
    }

    /** Mails in the last hour and the last day: {@code limit} is null where there is none. */
    public record LimitsView(String tier, WindowView hour, WindowView day) {}

    /** One sliding window; {@code reset} is when the oldest mail counted leaves it. */
    public record WindowView(@Nullable Long limit, @Nullable Long remaining, String reset) {

        static WindowView of(long limit, long remaining, Instant reset) {
            boolean unlimited = limit == Long.MAX_VALUE;
            return new WindowView(
                    unlimited ? null : limit, unlimited ? null : Math.max(0, remaining), Json.time(reset));
        }
    }

    @GET
    @Needs
    @Doc("Get how much may still be sent")
    public Both<LimitsView> get(@Context ContainerRequestContext request) {
        Caller caller = Call.of(request).caller();
        Window now = limits.window(caller.orgId(), caller.org().tier());
        return Both.of(new LimitsView(
                caller.org().tier().word(),
                WindowView.of(now.hourLimit(), now.hourRemaining(), now.hourReset()),
                WindowView.of(now.dayLimit(), now.dayRemaining(), now.dayReset())));
    }
}
