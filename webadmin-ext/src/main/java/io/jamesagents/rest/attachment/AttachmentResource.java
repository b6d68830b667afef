package io.jamesagents.rest.attachment;

import io.jamesagents.apikey.Scope;
import io.jamesagents.attachment.AttachmentContent;
import io.jamesagents.attachment.AttachmentDetails;
import io.jamesagents.attachment.AttachmentId;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.attachment.DownloadLinks;
import io.jamesagents.attachment.Uploads;
import io.jamesagents.attachment.text.AttachmentTexts;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.access.Public;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Slow;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Files: up, and down again with a key or by a signed link. */
@Path("v1/attachments")
public final class AttachmentResource {
    private static final int DEFAULT_SECONDS = 3_600;
    private static final int MAX_SECONDS = 86_400;

    private final Uploads uploads;
    private final Attachments attachments;
    private final AttachmentTexts texts;
    private final DownloadLinks links;
    private final String publicUrl;

    /** An empty public URL stands for the address that a request came in on. */
    public AttachmentResource(
            Uploads uploads, Attachments attachments, AttachmentTexts texts, DownloadLinks links, String publicUrl) {
        this.uploads = uploads;
        this.attachments = attachments;
        this.texts = texts;
        this.links = links;
        this.publicUrl = publicUrl;
    }

    @POST
    @Path("upload")
    @Needs(Scope.ATTACHMENTS_WRITE)
    @Answers(201)
    @Doc(
            value = "Upload a file, to send it with a mail",
            body = UploadedFile.Body.class,
            files = "application/octet-stream")
    @Takes({"X-Filename: The name of a file whose bytes are the body"})
    public Both<AttachmentView> upload(@Context ContainerRequestContext request) {
        UploadedFile file = UploadedFile.read(request, uploads.maxBytes());
        AttachmentDetails upload =
                uploads.add(Call.of(request).caller().org(), file.filename(), file.mimeType(), file.content());
        return Both.of(AttachmentView.of(upload));
    }

    @GET
    @Path("{attachment}")
    @Needs(Scope.ATTACHMENTS_READ)
    @Doc("Get what is known about a file")
    public Both<AttachmentView> get(
            @Context ContainerRequestContext request, @PathParam("attachment") AttachmentId id) {
        return Both.of(AttachmentView.of(attachments.get(Call.of(request).reach(), id)));
    }

    @GET
    @Path("{attachment}/url")
    @Needs(Scope.ATTACHMENTS_READ)
    @Doc("Get a link to a file, for somebody without a key")
    @Takes({"expires_in: 1.." + MAX_SECONDS + " = " + DEFAULT_SECONDS + " For how many seconds it is good"})
    public Both<LinkView> url(@Context ContainerRequestContext request, @PathParam("attachment") AttachmentId id) {
        Call call = Call.of(request);
        AttachmentDetails details = attachments.get(call.reach(), id);
        int seconds = call.query().number("expires_in", DEFAULT_SECONDS, 1, MAX_SECONDS);
        String base = publicUrl.isEmpty() ? Call.localUrl(request) : publicUrl;
        String url = base + "/v1/attachments/" + id + "/download?" + links.sign(call.caller(), id, seconds);
        return Both.of(LinkView.of(url, seconds, details));
    }

    @GET
    @Path("{attachment}/text")
    @Needs(Scope.ATTACHMENTS_READ)
    @Doc("Get the text of a file on a mail")
    public TextView text(@Context ContainerRequestContext request, @PathParam("attachment") AttachmentId id) {
        return TextView.of(id, texts.get(Call.of(request).reach(), id));
    }

    @GET
    @Slow
    @Path("{attachment}/content")
    @Needs(Scope.ATTACHMENTS_READ)
    @Doc(value = "Get a file", gives = MediaType.WILDCARD, fails = 410)
    public Response content(@Context ContainerRequestContext request, @PathParam("attachment") AttachmentId id) {
        return file(attachments.open(Call.of(request).reach(), id));
    }

    @GET
    @Slow
    @Path("{attachment}/download")
    @Public
    @Doc(
            value = "Get a file by a link",
            more = "The parameters are those of the link.",
            gives = MediaType.WILDCARD,
            fails = {403, 410})
    @Takes({"exp: Until when the link is good", "sig: The signature of the link"})
    public Response download(@Context ContainerRequestContext request, @PathParam("attachment") AttachmentId id) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        return file(attachments.open(links.verify(id, query), id));
    }

    /** To be saved and never shown: the file is whatever somebody sent. */
    private static Response file(AttachmentContent content) {
        return new FileAnswer(content).response();
    }
}
