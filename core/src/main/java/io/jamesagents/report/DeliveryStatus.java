package io.jamesagents.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the fields of delivery reports (RFC 3464, 2.3), and of programs that follow it roughly. */
final class DeliveryStatus {
    private static final int MAX_BLOCKS = 200;
    private static final Set<String> ADDRESSES = Set.of("final-recipient", "original-recipient", "x-actual-recipient");
    /** What programs write as the action, and what is meant; other words mean a failure. */
    private static final Map<String, String> ACTIONS = Map.of(
            "delayed",
            "delayed",
            "delivered",
            "delivered",
            "relayed",
            "relayed",
            "expanded",
            "expanded",
            "deliverable",
            "relayed");

    private static final Pattern STATUS = Pattern.compile("([245])\\.[0-9]{1,3}\\.[0-9]{1,3}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}");

    private DeliveryStatus() {}

    /** The recipients that a text of such fields reports on. */
    static List<ReportedRecipient> of(String text) {
        Map<String, ReportedRecipient> found = new LinkedHashMap<>();
        for (Fields block : Fields.blocks(text, MAX_BLOCKS)) {
            recipient(block).ifPresent(recipient -> found.putIfAbsent(recipient.address(), recipient));
        }
        return new ArrayList<>(found.values());
    }

    private static Optional<ReportedRecipient> recipient(Fields block) {
        if (ADDRESSES.stream().noneMatch(block::has)) {
            return Optional.empty();
        }
        Optional<String> original = MailAddresses.inField(block.first("original-recipient"));
        Optional<String> address = Stream.<Function<Fields, Optional<String>>>of(
                        fields -> MailAddresses.inField(fields.first("final-recipient"))
                                .filter(DeliveryStatus::whole),
                        fields -> original,
                        fields -> MailAddresses.inField(fields.first("x-actual-recipient")),
                        fields -> MailAddresses.inField(fields.first("final-recipient")))
                .map(source -> source.apply(block))
                .flatMap(Optional::stream)
                .findFirst();
        return address.flatMap(found -> recipient(block, found, original.orElse(null)));
    }

    /** Whether it has a domain with a dot, so that it can be that of somebody elsewhere. */
    private static boolean whole(String address) {
        return address.indexOf('.', address.indexOf('@')) > 0;
    }

    private static Optional<ReportedRecipient> recipient(Fields block, String address, String original) {
        String text = text(block);
        String action = action(block.first("action"));
        String status = status(block.first("status"), text);
        ReportedClass kind = kind(action, status, text);
        if (kind == null) {
            return Optional.empty();
        }
        return Optional.of(new ReportedRecipient(
                address,
                original,
                kind,
                action,
                status,
                StatusCodes.reply(text),
                host(block.first("remote-mta")),
                Reason.of(status, text),
                text.isEmpty() ? null : text));
    }

    /** What the other side said, without the word before it that names the kind of its codes. */
    private static String text(Fields block) {
        String diagnostic = block.first("diagnostic-code");
        return diagnostic == null
                ? ""
                : diagnostic.replaceFirst("^[A-Za-z0-9-]{1,20}\\s*;", "").strip();
    }

    private static String action(String field) {
        if (field == null) {
            return null;
        }
        String word = field.strip().toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
        return word.isEmpty() ? null : ACTIONS.getOrDefault(word, ReportedRecipient.FAILED);
    }

    /** The status field, unless it says only the class and the words beside it say more. */
    private static String status(String field, String text) {
        java.util.regex.Matcher given = STATUS.matcher(field == null ? "" : field);
        String status = given.find() ? given.group() : null;
        String said = StatusCodes.status(text);
        boolean more = said != null && (status == null || StatusCodes.generic(status) && !StatusCodes.generic(said));
        return more ? said : status;
    }

    private static ReportedClass kind(String action, String status, String text) {
        if (ReportedRecipient.DELAYED.equals(action)) {
            return ReportedClass.TEMPORARY;
        }
        ReportedClass byStatus = ReportedClass.of(status);
        if (action != null && !action.equals(ReportedRecipient.FAILED)) {
            return ReportedClass.DELIVERED;
        }
        if (byStatus != null && byStatus != ReportedClass.DELIVERED) {
            return byStatus;
        }
        Integer code = StatusCodes.reply(text);
        ReportedClass byCode = code == null ? null : ReportedClass.of(code.toString());
        return byCode != null ? byCode : action == null ? byStatus : ReportedClass.PERMANENT;
    }

    private static String host(String field) {
        if (field == null) {
            return null;
        }
        java.util.regex.Matcher name = HOST.matcher(field.replaceFirst("^[A-Za-z0-9-]{1,20}\\s*;", ""));
        return name.find() ? name.group() : null;
    }
}
