package io.jamesagents.authentication.dkim;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags and values, {@code a=x; b=y} (RFC 6376, 3.2), values without the white space around them. */
public record TagList(Map<String, String> tags) {
    private static final int DIGITS = 12;

    public static TagList parse(String text) throws SignatureError {
        Map<String, String> tags = new LinkedHashMap<>();
        String[] specs = text.split(";", -1);
        for (int i = 0; i < specs.length; i++) {
            String spec = strip(specs[i]);
            int equals = spec.indexOf('=');
            if (spec.isEmpty() && i == specs.length - 1) {
                break;
            }
            String name = strip(spec.substring(0, Math.max(0, equals)));
            if (!isName(name) || tags.put(name, strip(spec.substring(equals + 1))) != null) {
                throw SignatureError.neutral("not a list of tags, each once");
            }
        }
        return new TagList(tags);
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && Character.isLetter(name.charAt(0))
                && name.chars().allMatch(c -> c == '_' || c < 128 && Character.isLetterOrDigit(c));
    }

    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    public boolean has(String name) {
        return tags.containsKey(name);
    }

    public String get(String name, String otherwise) {
        return tags.getOrDefault(name, otherwise);
    }

    public String require(String name) throws SignatureError {
        String value = tags.get(name);
        if (value == null || value.isEmpty()) {
            throw SignatureError.neutral("no tag " + name);
        }
        return value;
    }

    /** A whole number; empty without the tag. */
    Optional<Long> number(String name) throws SignatureError {
        String value = tags.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isEmpty() || value.length() > DIGITS || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw SignatureError.neutral("tag " + name + " is no number");
        }
        return Optional.of(Long.valueOf(value));
    }

    /** The parts between colons, without white space. */
    List<String> list(String name, String otherwise) {
        return List.of(get(name, otherwise).replaceAll("[ \t\r\n]", "").split(":"));
    }

    /** What is written in base64, in which white space means nothing. */
    byte[] bytes(String name) throws SignatureError {
        return bytes(require(name), name);
    }

    static byte[] bytes(String value, String name) throws SignatureError {
        try {
            return Base64.getDecoder().decode(value.replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw SignatureError.neutral("tag " + name + " is not base64");
        }
    }
}
