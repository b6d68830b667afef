package io.jamesagents.screening;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an element's declarations say about whether its text is seen. */
final class Style {
    private static final Pattern LENGTH = Pattern.compile("^(-?\\d{0,6}(?:\\.\\d{1,6})?)\\s*(px|pt|em|rem|%|)");
    private static final Pattern RGB =
            Pattern.compile("^rgba?\\((\\d{1,3})[, ]+(\\d{1,3})[, ]+(\\d{1,3})(?:[,/ ]+(0?\\.?\\d+%?))?\\)");
    private static final double TINY_PIXELS = 2;
    private static final double FAR_PIXELS = -200;
    private static final int ALIKE = 48;
    private static final Map<String, String> NAMED = Map.of(
            "white",
            "#ffffff",
            "black",
            "#000000",
            "transparent",
            "transparent",
            "snow",
            "#fffafa",
            "ivory",
            "#fffff0");

    private final Map<String, String> declared = new HashMap<>();

    /** Takes {@code name: value; …}; what comes later wins. */
    void declare(String declarations) {
        for (String declaration : declarations.toLowerCase(Locale.ROOT).split(";", 100)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String value = declaration
                        .substring(colon + 1)
                        .replace("!important", "")
                        .strip();
                declared.put(declaration.substring(0, colon).strip(), value);
            }
        }
    }

    /** How these declarations hide an element's text, or null; colours are looked at apart. */
    @Nullable String hiding() {
        if (is("display", "none") || is("mso-hide", "all") && is("display", "none")) {
            return "display_none";
        }
        if (is("visibility", "hidden") || is("visibility", "collapse")) {
            return "visibility_hidden";
        }
        if (pixels("opacity", 1) < 0.05) {
            return "opacity_zero";
        }
        if (pixels("font-size", 16) <= TINY_PIXELS) {
            return "tiny_font";
        }
        return placed();
    }

    private @Nullable String placed() {
        boolean away = pixels("left", 0) < FAR_PIXELS
                || pixels("top", 0) < FAR_PIXELS
                || pixels("text-indent", 0) < FAR_PIXELS
                || pixels("margin-left", 0) < FAR_PIXELS;
        if (away) {
            return "off_screen";
        }
        boolean flat = Math.min(pixels("height", 99), Math.min(pixels("max-height", 99), pixels("width", 99))) <= 1;
        return flat && is("overflow", "hidden") ? "zero_size" : null;
    }

    /** In the form #rrggbb, {@code transparent}, or null when it is not declared or not understood. */
    @Nullable String colour() {
        return colour(declared.get("color"));
    }

    @Nullable String background() {
        String colour = colour(declared.get("background-color"));
        return colour == null ? colour(declared.getOrDefault("background", "").split(" ", 2)[0]) : colour;
    }

    /** Whether text of one colour cannot be told from a ground of the other. */
    static boolean same(String text, String ground) {
        if (text.equals("transparent")) {
            return true;
        }
        int difference = 0;
        for (int at = 1; at < 7; at += 2) {
            difference += Math.abs(channel(text, at) - channel(ground, at));
        }
        return difference < ALIKE / 2;
    }

    static @Nullable String colour(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String plain = NAMED.getOrDefault(value, value);
        Matcher rgb = RGB.matcher(plain);
        if (rgb.find()) {
            boolean clear = rgb.group(4) != null && rgb.group(4).matches("0|0?\\.0\\d*|0%");
            return clear ? "transparent" : hex(rgb);
        }
        if (plain.matches("#[0-9a-f]{3}")) {
            return plain.replaceAll("([0-9a-f])", "$1$1");
        }
        return plain.matches("#[0-9a-f]{6}|transparent") ? plain : null;
    }

    private static String hex(Matcher rgb) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.min(255, Integer.parseInt(rgb.group(1))),
                Math.min(255, Integer.parseInt(rgb.group(2))),
                Math.min(255, Integer.parseInt(rgb.group(3))));
    }

    private static int channel(String colour, int at) {
        return Integer.parseInt(colour.substring(at, at + 2), 16);
    }

    private boolean is(String name, String value) {
        return value.equals(declared.get(name));
    }

    private double pixels(String name, double otherwise) {
        Matcher length = LENGTH.matcher(declared.getOrDefault(name, ""));
        if (!length.find() || length.group(1).isEmpty() || !length.group(1).matches("-?\\d*\\.?\\d+")) {
            return otherwise;
        }
        double number = Double.parseDouble(length.group(1));
        return switch (length.group(2)) {
            case "em", "rem" -> number * 16;
            case "%" -> number * 16 / 100;
            default -> number;
        };
    }
}
