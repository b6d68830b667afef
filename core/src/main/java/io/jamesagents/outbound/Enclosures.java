package io.jamesagents.outbound;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.TooLarge;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.attachment.AttachmentContent;
import io.jamesagents.attachment.AttachmentDetails;
import io.jamesagents.attachment.AttachmentId;
import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.attachment.Base64Text;
import io.jamesagents.attachment.FileName;
import io.jamesagents.attachment.MimeType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the files of a mail: uploads, files on messages of the organisation, and such as come with the request. */
public final class Enclosures {
    private static final int MAX = 50;

    private final Attachments attachments;
    private final AttachmentSettings settings;

    public Enclosures(Attachments attachments, AttachmentSettings settings) {
        this.attachments = attachments;
        this.settings = settings;
    }

    /** The files in the order in which they are written: those that the HTML shows, then the others, each once. */
    List<Enclosure> collect(Caller caller, List<AttachmentRequest> wanted, String html) {
        if (wanted == null || wanted.isEmpty()) {
            return List.of();
        }
        Collection collection = new Collection(caller, ContentIds.in(html));
        for (int i = 0; i < wanted.size(); i++) {
            collection.add("attachments[" + i + "]", wanted.get(i));
        }
        collection.files.sort(Comparator.comparing(file -> !file.shown()));
        return List.copyOf(collection.files);
    }

    /** What was collected so far for one mail. */
    private final class Collection {
        private final Caller caller;
        private final Set<String> shown;
        private final Set<String> ids = new HashSet<>();
        private final Set<String> contentIds = new HashSet<>();
        private final List<Enclosure> files = new ArrayList<>();
        private long room = settings.maxMailBytes();

        Collection(Caller caller, Set<String> shown) {
            this.caller = caller;
            this.shown = shown;
        }

        void add(String field, AttachmentRequest wanted) {
            if (wanted.id() == null) {
                keep(field, fresh(field, wanted));
            } else if (ids.add(wanted.id())) {
                keep(field, known(field, wanted));
            }
        }

        private void keep(String field, Enclosure file) {
            if (files.size() == MAX) {
                throw new Invalid("attachments", "A mail may have at most " + MAX + " attachments");
            }
            if (file.contentId() != null && !contentIds.add(file.contentId())) {
                throw new Invalid(field + ".content_id", field + ".content_id is on another attachment too");
            }
            files.add(file);
        }

        private Enclosure fresh(String field, AttachmentRequest wanted) {
            String filename = FileName.of(field + ".filename", wanted.filename());
            String type = wanted.mimeType() == null
                    ? MimeType.BYTES
                    : MimeType.of(field + ".content_type", wanted.mimeType());
            String contentId = ContentIds.of(field + ".content_id", wanted.contentId());
            byte[] content = Base64Text.decode(field + ".content", wanted.content(), settings.maxBytes());
            take(content.length);
            return new Enclosure(null, filename, MimeType.onMail(type), contentId, shown.contains(contentId), content);
        }

        private Enclosure known(String field, AttachmentRequest wanted) {
            AttachmentId id = new AttachmentId(wanted.id());
            AttachmentDetails found = attachments.get(caller.reach(), id);
            if (!found.unsent()) {
                // Whoever sends a file on to himself has read it.
                caller.require(Scope.ATTACHMENTS_READ);
            }
            String given = ContentIds.of(field + ".content_id", wanted.contentId());
            String contentId = given == null ? inherited(found) : given;
            take(found.size());
            AttachmentContent content = attachments.open(caller.reach(), id);
            return new Enclosure(
                    content.details().unsent() ? id : null,
                    found.filename(),
                    MimeType.onMail(found.mimeType()),
                    contentId,
                    shown.contains(contentId),
                    content.bytes());
        }

        /** The Content-ID that the file had on its own mail, where this mail's HTML needs it. */
        private String inherited(AttachmentDetails found) {
            String id = ContentIds.usable(found.contentId());
            return shown.contains(id) && !contentIds.contains(id) ? id : null;
        }

        private void take(long bytes) {
            room -= bytes;
            if (room < 0) {
                throw new TooLarge("The attachments of a mail may have at most " + (settings.maxMailBytes() >> 20)
                        + " MiB in all");
            }
        }
    }
}
