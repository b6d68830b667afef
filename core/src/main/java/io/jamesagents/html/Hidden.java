package io.jamesagents.html;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Elements whose text nobody sees who reads the mail: not rendered ones, and those that their own style hides. */
public final class Hidden {
    private static final int STYLE = 2_000;
    private static final Set<String> NEVER_SHOWN = Set.of(
            "script",
            "style",
            "head",
            "title",
            "noscript",
            "template",
            "object",
            "applet",
            "svg",
            "math",
            "select",
            "textarea",
            "iframe",
            "noframes",
            "audio",
            "video");

    private Hidden() {}

    public static boolean is(Element element) {
        return NEVER_SHOWN.contains(element.normalName())
                || element.hasAttr("hidden")
                || (element.hasAttr("style") && hides(element.attr("style")));
    }

    private static boolean hides(String style) {
        String css = compact(style);
        return css.contains("display:none")
                || css.contains("visibility:hidden")
                || css.contains("mso-hide:all")
                || zero(css, "font-size:0")
                || zero(css, ";opacity:0")
                || (zero(css, "max-height:0") && css.contains("overflow:hidden"))
                || (zero(css, ";height:0") && css.contains("overflow:hidden"));
    }

    private static String compact(String style) {
        StringBuilder css = new StringBuilder(";");
        for (int i = 0; i < Math.min(STYLE, style.length()); i++) {
            if (!Character.isWhitespace(style.charAt(i))) {
                css.append(style.charAt(i));
            }
        }
        return css.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether the property is there with the value 0, not 0.9 or 0px of something else. */
    private static boolean zero(String css, String start) {
        int at = css.indexOf(start);
        if (at < 0) {
            return false;
        }
        int i = at + start.length();
        while (i < css.length() && (css.charAt(i) == '.' || css.charAt(i) == '0')) {
            i++;
        }
        return i == css.length() || !Character.isDigit(css.charAt(i));
    }
}
