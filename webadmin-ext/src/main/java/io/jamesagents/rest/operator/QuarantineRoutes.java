package io.jamesagents.rest.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jamesagents.Json;
import io.jamesagents.quarantine.KeptMail;
import io.jamesagents.quarantine.Quarantine;
import io.jamesagents.quarantine.Quarantine.Case;
import io.jamesagents.quarantine.Quarantine.Detail;
import io.jamesagents.quarantine.Quarantine.Listing;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.jspecify.annotations.Nullable;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * Mail that was tried too often, for the operator, on James's webadmin: listed, shown with its header, released into the pipeline,
 * removed; one by one, or all as a task. Named in {@code webadmin.properties} as {@code extensions.routes}.
 */
public final class QuarantineRoutes implements Routes {
    private static final String BASE = "/agents/quarantine";
    private static final String ONE = BASE + "/:key";

    private final Quarantine quarantine;
    private final OperatorTaskRunner tasks;

    @Inject
    public QuarantineRoutes(Quarantine quarantine, OperatorTaskRunner tasks) {
        this.quarantine = quarantine;
        this.tasks = tasks;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        Answer.forErrors(service);
        service.get(BASE, this::list);
        service.delete(BASE, this::deleteAll);
        service.post(BASE + "/release", this::releaseAll);
        service.get(ONE, this::show);
        service.post(ONE + "/release", this::release);
        service.delete(ONE, this::delete);
    }

    /** A mail; its header is there when one mail is asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String key,
            String sender,
            List<String> recipients,
            long size,
            @Nullable String keptAt,
            @Nullable String reason,
            @Nullable List<String> headers) {

        static View of(Case found) {
            return of(found, null);
        }

        static View of(Detail detail) {
            return of(detail.found(), detail.headers());
        }

        private static View of(Case found, @Nullable List<String> headers) {
            KeptMail mail = found.mail();
            return new View(
                    mail.key(),
                    mail.sender(),
                    mail.recipients(),
                    mail.size(),
                    Json.time(mail.keptAt()),
                    found.reason(),
                    headers);
        }
    }

    /** Some of them, and where the list goes on. */
    record Listed(List<View> mails, @Nullable String nextCursor) {}

    private Object list(Request request, Response response) {
        Asked asked = new Asked(request);
        Listing listing = quarantine.list(asked.limit(), asked.text("cursor"));
        return Answer.of(
                response, new Listed(listing.cases().stream().map(View::of).toList(), listing.next()));
    }

    private Object show(Request request, Response response) {
        return Answer.of(response, View.of(quarantine.get(new Asked(request).path("key"))));
    }

    private Object release(Request request, Response response) {
        quarantine.release(new Asked(request).path("key"));
        return Answer.nothing(response);
    }

    private Object delete(Request request, Response response) {
        quarantine.delete(new Asked(request).path("key"));
        return Answer.nothing(response);
    }

    private Object releaseAll(Request request, Response response) {
        return tasks.begin(response, "agents-quarantine-release", Map.of(), quarantine::releaseAll);
    }

    private Object deleteAll(Request request, Response response) {
        return tasks.begin(response, "agents-quarantine-delete", Map.of(), quarantine::deleteAll);
    }
}
