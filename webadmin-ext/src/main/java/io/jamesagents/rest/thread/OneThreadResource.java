package io.jamesagents.rest.thread;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Reach;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.thread.MailThread;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.ThreadStatus;
import io.jamesagents.thread.Threads;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** One thread, with its status, assignee and tags. */
@Path("v1/threads/{thread}")
public final class OneThreadResource {
    private final Threads threads;

    public OneThreadResource(Threads threads) {
        this.threads = threads;
    }

    @GET
    @Needs(Scope.THREADS_READ)
    @Doc("Get a thread")
    public Both<ThreadView> get(@Context ContainerRequestContext request, @PathParam("thread") ThreadId id) {
        return Both.of(ThreadView.of(threads.get(Call.of(request).reach(), id)));
    }

    @PATCH
    @Needs(Scope.THREADS_WRITE)
    @Doc("Set the status or the assignee of a thread")
    public Both<MetadataView> patch(
            @Context ContainerRequestContext request, @PathParam("thread") ThreadId id, ThreadBody body) {
        body.requireSomething();
        Reach reach = Call.of(request).reach();
        ThreadStatus status = body.hasStatus() ? body.newStatus() : null;
        MailThread changed = body.hasAssignee() ? threads.assign(reach, id, body.assignee()) : threads.get(reach, id);
        return Both.of(MetadataView.of(status == null ? changed : threads.setStatus(reach, id, status)));
    }

    @GET
    @Path("metadata")
    @Needs(Scope.THREADS_READ)
    @Doc("Get what is noted about a thread")
    public Both<MetadataView> metadata(@Context ContainerRequestContext request, @PathParam("thread") ThreadId id) {
        return Both.of(MetadataView.of(threads.get(Call.of(request).reach(), id)));
    }

    @PUT
    @Path("status")
    @Needs(Scope.THREADS_WRITE)
    @Doc("Set the status of a thread")
    public Both<MetadataView> putStatus(
            @Context ContainerRequestContext request, @PathParam("thread") ThreadId id, ThreadBody body) {
        return Both.of(MetadataView.of(threads.setStatus(Call.of(request).reach(), id, body.newStatus())));
    }

    @PATCH
    @Path("status")
    @Needs(Scope.THREADS_WRITE)
    @Doc("Set the status of a thread")
    public Both<MetadataView> patchStatus(
            @Context ContainerRequestContext request, @PathParam("thread") ThreadId id, ThreadBody body) {
        return putStatus(request, id, body);
    }

    @PUT
    @Path("assign")
    @Needs(Scope.THREADS_WRITE)
    @Doc("Assign a thread, with null to nobody")
    public Both<MetadataView> putAssignee(
            @Context ContainerRequestContext request, @PathParam("thread") ThreadId id, ThreadBody body) {
        return Both.of(MetadataView.of(threads.assign(Call.of(request).reach(), id, body.assignee())));
    }

    @PATCH
    @Path("assign")
    @Needs(Scope.THREADS_WRITE)
    @Doc("Assign a thread, with null to nobody")
    public Both<MetadataView> patchAssignee(
            @Context ContainerRequestContext request, @PathParam("thread") ThreadId id, ThreadBody body) {
        return putAssignee(request, id, body);
    }

    @POST
    @Path("tags")
    @Needs(Scope.THREADS_WRITE)
    @Doc("Add tags to a thread")
    public Both<MetadataView> addTags(
            @Context ContainerRequestContext request, @PathParam("thread") ThreadId id, TagsBody body) {
        return Both.of(MetadataView.of(threads.addTags(Call.of(request).reach(), id, body.list())));
    }

    @DELETE
    @Path("tags")
    @Needs(Scope.THREADS_WRITE)
    @Doc("Take tags off a thread")
    public Both<MetadataView> deleteTags(
            @Context ContainerRequestContext request, @PathParam("thread") ThreadId id, TagsBody body) {
        return Both.of(MetadataView.of(threads.removeTags(Call.of(request).reach(), id, body.list())));
    }

    @POST
    @Path("tags/remove")
    @Needs(Scope.THREADS_WRITE)
    @Doc("Take tags off a thread")
    public Both<MetadataView> removeTags(
            @Context ContainerRequestContext request, @PathParam("thread") ThreadId id, TagsBody body) {
        return deleteTags(request, id, body);
    }
}
