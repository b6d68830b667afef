package io.jamesagents.tika;

import java.io.IOException;
import java.io.StringWriter;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.SAXException;

/** Reads the text of one file. Whatever is wrong with the file is an answer; only a heap that is full ends the process. */
final class DocumentReader {
    private final Parser parser = Formats.parser();

    Answer read(Request request) throws IOException {
        StringWriter text = new StringWriter();
        ParseContext context = Formats.context(parser);
        InnerFiles inner = new InnerFiles(context);
        context.set(EmbeddedDocumentExtractor.class, inner);
        try {
            parse(request, text, context);
            return Answer.of(PlainText.tidy(text.getBuffer()), inner.leftOut(), "");
        } catch (ZeroByteFileException e) {
            return Answer.of("", false, "");
        } catch (Formats.Unsupported e) {
            return Answer.unsupported();
        } catch (TikaException | SAXException | IOException | RuntimeException e) {
            return inner.tooMuch() ? Answer.failed("bomb") : partly(text.getBuffer(), e);
        } catch (StackOverflowError e) {
            return Answer.failed("too_deep");
        } catch (LinkageError e) {
            // A part of a format that we left out.
            return partly(text.getBuffer(), e);
        }
    }

    private void parse(Request request, StringWriter text, ParseContext context)
            throws IOException, SAXException, TikaException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, request.name());
        metadata.set(Metadata.CONTENT_TYPE, request.mimeType());
        try (TikaInputStream stream = TikaInputStream.get(request.file(), metadata)) {
            parser.parse(
                    stream,
                    new BodyContentHandler(new WriteOutContentHandler(text, request.maxChars())),
                    metadata,
                    context);
        }
    }

    /** What was read before something went wrong is worth having, unless it comes from a bomb. */
    private static Answer partly(CharSequence read, Throwable problem) {
        if (WriteLimitReachedException.isWriteLimitReached(problem)) {
            return Answer.of(PlainText.tidy(read), true, "");
        }
        String reason = reason(problem);
        String text = reason.equals("bomb") ? "" : PlainText.tidy(read);
        return text.isEmpty() ? Answer.failed(reason) : Answer.of(text, true, reason);
    }

    private static String reason(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof EncryptedDocumentException) {
                return "encrypted";
            }
            // Tika and POI have no type for it.
            if (String.valueOf(cause.getMessage()).contains("Zip bomb")) {
                return "bomb";
            }
        }
        return "damaged";
    }
}
