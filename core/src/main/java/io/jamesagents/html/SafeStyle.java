package io.jamesagents.html;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Of a style only what changes looks in place, with values that can name nothing outside: no addresses, no escapes. */
final class SafeStyle {
    private static final int LONGEST = 4_000;
    private static final Set<String> PROPERTIES = Set.of(
            "color",
            "background-color",
            "font-size",
            "font-weight",
            "font-style",
            "font-family",
            "font-variant",
            "text-align",
            "text-decoration",
            "text-transform",
            "text-indent",
            "line-height",
            "letter-spacing",
            "vertical-align",
            "white-space",
            "padding",
            "padding-top",
            "padding-right",
            "padding-bottom",
            "padding-left",
            "margin",
            "margin-top",
            "margin-right",
            "margin-bottom",
            "margin-left",
            "border",
            "border-top",
            "border-right",
            "border-bottom",
            "border-left",
            "border-color",
            "border-style",
            "border-width",
            "border-radius",
            "border-collapse",
            "border-spacing",
            "width",
            "max-width",
            "min-width",
            "height",
            "max-height",
            "list-style-type",
            "direction");
    private static final Pattern VALUE = Pattern.compile("[a-z0-9 #%.,!+-]{1,100}");
    private static final Pattern COLOUR = Pattern.compile("(?:rgba?|hsla?)\\([0-9., %]{1,40}\\)");

    private SafeStyle() {}

    static String of(String style) {
        StringBuilder safe = new StringBuilder();
        for (String declaration :
                style.substring(0, Math.min(LONGEST, style.length())).split(";")) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                add(safe, lower(declaration.substring(0, colon)), lower(declaration.substring(colon + 1)));
            }
        }
        return safe.toString();
    }

    private static void add(StringBuilder safe, String property, String value) {
        boolean fine = VALUE.matcher(value).matches() || COLOUR.matcher(value).matches();
        if (fine && PROPERTIES.contains(property)) {
            safe.append(safe.isEmpty() ? "" : ";").append(property).append(':').append(value);
        }
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace("\"", "").replace("'", "");
    }
}
