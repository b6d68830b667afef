package io.jamesagents.rest.signature;

import io.jamesagents.AgentsException.Unauthenticated;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;

/**
 * The one signature of an HTTP message: the fields {@code Signature-Input} and {@code Signature} (RFC 9421, section 4). It is
 * read, not yet believed.
 */
public final class MessageSignature {
    private final InnerList covered;
    private final byte[] signature;

    private MessageSignature(InnerList covered, byte[] signature) {
        this.covered = covered;
        this.signature = signature;
    }

    /** Refuses what is no signature, and more than one: it would be open which of them counts. */
    public static MessageSignature read(ReceivedRequest request) {
        Map<String, ListElement<?>> inputs = dictionary(request, "signature-input");
        Map<String, ListElement<?>> signatures = dictionary(request, "signature");
        if (inputs.size() != 1 || !inputs.keySet().equals(signatures.keySet())) {
            throw refused("Signature-Input and Signature must have one signature, of the same name");
        }
        if (inputs.values().iterator().next() instanceof InnerList input
                && signatures.values().iterator().next() instanceof ByteSequenceItem bytes) {
            return new MessageSignature(requirePlain(input), bytes(bytes));
        }
        throw refused("Signature-Input must be a list of components, and Signature bytes between colons");
    }

    static Map<String, ListElement<?>> dictionary(ReceivedRequest request, String field) {
        try {
            return new Parser(request.headers().apply(field)).parseDictionary().get();
        } catch (ParseException e) {
            throw refused("The header " + field + " is not a structured field (RFC 8941)");
        }
    }

    static byte[] bytes(ByteSequenceItem item) {
        ByteBuffer buffer = item.get().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Components with parameters, such as {@code "x";sf}, are not known here; none may come twice. */
    private static InnerList requirePlain(InnerList input) {
        for (Item<?> component : input.get()) {
            if (!(component instanceof StringItem) || !component.getParams().isEmpty()) {
                throw refused("Components of a signature must be names without parameters");
            }
        }
        List<String> names = names(input);
        if (new HashSet<>(names).size() < names.size()) {
            throw refused("A component is covered twice");
        }
        return input;
    }

    private static List<String> names(InnerList input) {
        return input.get().stream().map(item -> (String) item.get()).toList();
    }

    public boolean covers(String component) {
        return names(covered).contains(component);
    }

    public Optional<String> text(String parameter) {
        return covered.getParams().get(parameter) instanceof StringItem item
                ? Optional.of(item.get())
                : Optional.empty();
    }

    public Optional<Long> number(String parameter) {
        return covered.getParams().get(parameter) instanceof IntegerItem item
                ? Optional.of(item.get())
                : Optional.empty();
    }

    public boolean has(String parameter) {
        return covered.getParams().containsKey(parameter);
    }

    public byte[] signature() {
        return signature.clone();
    }

    /** The bytes that were signed (RFC 9421, section 2.5). */
    public byte[] base(ReceivedRequest request) {
        List<String> lines = new ArrayList<>();
        for (Item<?> component : covered.get()) {
            String name = (String) component.get();
            String value =
                    request.component(name).orElseThrow(() -> refused("The request has no component \"" + name + "\""));
            lines.add(component.serialize() + ": " + value);
        }
        lines.add("\"@signature-params\": " + covered.serialize());
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    public static Unauthenticated refused(String message) {
        return new Unauthenticated("invalid_signature_input", message);
    }
}
