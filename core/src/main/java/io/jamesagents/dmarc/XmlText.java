package io.jamesagents.dmarc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters of an XML document, in the encoding that its first bytes or its declaration name (XML 1.0, appendix F). */
final class XmlText {
    private static final int BEGINNING = 256;
    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,39})[\"']");

    private XmlText() {}

    /** Malformed bytes are an error of whoever reads them. */
    static Reader of(InputStream document) throws IOException {
        BufferedInputStream in = new BufferedInputStream(document);
        in.mark(BEGINNING);
        String first = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
        in.reset();
        Charset charset = charset(first);
        in.skipNBytes(mark(first));
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static Charset charset(String first) throws IOException {
        if (first.startsWith("\u00fe\u00ff") || first.startsWith("\0<")) {
            return StandardCharsets.UTF_16BE;
        }
        if (first.startsWith("\u00ff\u00fe") || first.startsWith("<\0")) {
            return StandardCharsets.UTF_16LE;
        }
        Matcher declared = DECLARED.matcher(first);
        try {
            return declared.lookingAt() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            throw new UnsupportedEncodingException(declared.group(1));
        }
    }

    /** How long the byte order mark is. */
    private static int mark(String first) {
        return first.startsWith("\u00ef\u00bb\u00bf")
                ? 3
                : first.startsWith("\u00fe\u00ff") || first.startsWith("\u00ff\u00fe") ? 2 : 0;
    }
}
