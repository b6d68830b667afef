package io.jamesagents.authentication.spf;

import io.jamesagents.authentication.spf.MacroString.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Puts the values in where the macros are (RFC 7208, section 7). */
record Macros(Subject subject, ClientNames names) {
    private static final int NAME = 253;
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /** A name to look up: without the dot at the end, and cut on the left to what the DNS can have. */
    String name(MacroString text, String domain) {
        String name = text(text, domain);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        int dot = name.length() > NAME ? name.indexOf('.', name.length() - NAME - 1) : -1;
        return name.substring(dot + 1);
    }

    String text(MacroString text, String domain) {
        StringBuilder expanded = new StringBuilder();
        for (Part part : text.parts()) {
            expanded.append(part.isMacro() ? expand(part, domain) : part.text());
        }
        return expanded.toString();
    }

    private String expand(Part part, String domain) {
        List<String> pieces = split(value(Character.toLowerCase(part.letter()), domain), part.delimiters());
        if (part.reversed()) {
            Collections.reverse(pieces);
        }
        String value = String.join(".", pieces.subList(Math.max(0, pieces.size() - part.keep()), pieces.size()));
        return Character.isUpperCase(part.letter()) ? escaped(value) : value;
    }

    private static List<String> split(String value, String delimiters) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            if (delimiters.indexOf(value.charAt(i)) >= 0) {
                pieces.add(value.substring(start, i));
                start = i + 1;
            }
        }
        pieces.add(value.substring(start));
        return pieces;
    }

    private String value(char letter, String domain) {
        return switch (letter) {
            case 's' -> subject.local() + "@" + subject.domain();
            case 'l' -> subject.local();
            case 'o' -> subject.domain();
            case 'd' -> domain;
            case 'i' -> subject.dotted();
            case 'p' -> names.bestFor(domain);
            case 'h' -> subject.helo();
            case 'v' -> subject.isIp4() ? "in-addr" : "ip6";
            case 'c' -> subject.address().getHostAddress();
            case 'r' -> subject.receiver();
            case 't' -> String.valueOf(subject.second());
            default -> throw new IllegalArgumentException("no macro: " + letter);
        };
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            escaped.append(UNRESERVED.indexOf(c) >= 0 ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return escaped.toString();
    }
}
