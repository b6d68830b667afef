package io.jamesagents.screening;

import io.jamesagents.authentication.dmarc.OrganizationalDomain;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Looks at the links of an HTML mail: do they lead where they say. At most {@value #MAX_LINKS} are looked at. */
final class LinkSigns {
    private static final int MAX_LINKS = 500;
    private static final int MAX_SIGNS = 20;
    private static final Pattern WEB = Pattern.compile("(?i)^\\s*https?:[/\\\\]{1,4}([^/?#\\\\\\s]{1,500})");
    private static final Pattern ACTIVE = Pattern.compile("(?i)^\\s*(?:javascript|vbscript|data):");
    private static final Pattern SHOWN = Pattern.compile(
            "(?i)^\\W{0,3}(?:https?://)?((?:[\\p{L}\\p{N}-]{1,63}\\.){1,6}\\p{L}{2,24})(?::\\d{1,5})?(?:[/?#]\\S*)?\\W{0,3}$");
    private static final Pattern IP =
            Pattern.compile("^(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[.*]|\\d{8,10}|0x[0-9a-f]{1,8})$");
    private static final Pattern FILE =
            Pattern.compile("(?i).*\\.(?:html?|pdf|docx?|xlsx?|txt|zip|png|jpe?g|gif|exe|jar|java|py|sh|js|css|md)$");

    private LinkSigns() {}

    static List<LinkSign> in(Document document) {
        return document.select("a[href], area[href]").stream()
                .limit(MAX_LINKS)
                .map(LinkSigns::sign)
                .flatMap(Optional::stream)
                .distinct()
                .limit(MAX_SIGNS)
                .toList();
    }

    private static Optional<LinkSign> sign(Element link) {
        String target = PlainForm.visible(link.attr("href"));
        if (ACTIVE.matcher(target).find()) {
            return Optional.of(new LinkSign(LinkSign.ACTIVE_SCHEME, null, null));
        }
        Matcher web = WEB.matcher(target);
        return web.find() ? sign(link.text(), web.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static Optional<LinkSign> sign(String words, String authority) {
        int at = authority.lastIndexOf('@');
        String host = ascii(authority.substring(at + 1).replaceFirst(":\\d{0,5}$", ""));
        String shown = shown(words);
        if (at > 0 && authority.substring(0, at).contains(".")) {
            return Optional.of(new LinkSign(LinkSign.USERINFO, authority.substring(0, at), host));
        }
        if (shown != null && !registered(shown).equals(registered(host))) {
            return Optional.of(new LinkSign(LinkSign.HOST_MISMATCH, shown, host));
        }
        if (IP.matcher(host).matches()) {
            return Optional.of(new LinkSign(LinkSign.IP_HOST, shown, host));
        }
        return lookalike(host) ? Optional.of(new LinkSign(LinkSign.LOOKALIKE_HOST, shown, host)) : Optional.empty();
    }

    /** The host that a link's words name when they are nothing but an address. */
    private static @Nullable String shown(String words) {
        Matcher host = SHOWN.matcher(PlainForm.visible(words).strip());
        return host.matches()
                        && words.length() < 300
                        && !FILE.matcher(host.group(1)).matches()
                ? ascii(host.group(1).toLowerCase(Locale.ROOT))
                : null;
    }

    /** A name whose letters, read as the Latin ones that they look like, are another name. */
    private static boolean lookalike(String host) {
        String letters = IDN.toUnicode(host);
        return !letters.equals(host) && !PlainForm.of(letters).equals(letters);
    }

    private static String registered(String host) {
        return OrganizationalDomain.of(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            // Not a name that DNS could have; compared as it stands.
            return host;
        }
    }
}
