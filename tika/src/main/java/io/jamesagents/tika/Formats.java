package io.jamesagents.tika;

import java.io.InputStream;
import java.util.Set;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.OldExcelParser;
import org.apache.tika.parser.microsoft.TNEFParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.microsoft.xml.SpreadsheetMLParser;
import org.apache.tika.parser.microsoft.xml.WordMLParser;
import org.apache.tika.parser.odf.FlatOpenDocumentParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.pkg.CompressorParser;
import org.apache.tika.parser.pkg.PackageParser;
import org.apache.tika.parser.xml.DcXMLParser;
import org.xml.sax.ContentHandler;

/**
 * The kinds of files that are read: named one by one, so that no parser comes in by lying on the class path. What a file is,
 * its bytes say before its name and type do.
 */
final class Formats {
    private Formats() {}

    static Parser parser() {
        AutoDetectParser parser = new AutoDetectParser(
                new DefaultDetector(),
                new PDFParser(),
                new OfficeParser(),
                new OOXMLParser(),
                new OldExcelParser(),
                new RTFParser(),
                new TNEFParser(),
                new WordMLParser(),
                new SpreadsheetMLParser(),
                new OpenDocumentParser(),
                new FlatOpenDocumentParser(),
                new EpubParser(),
                new JSoupParser(),
                new DcXMLParser(),
                new TextAndCSVParser(),
                new RFC822Parser(),
                new PackageParser(),
                new CompressorParser());
        parser.setFallback(new OtherFormat());
        return parser;
    }

    /** How they are read: the text that is there, no pictures, no macros, and streaming where there is a choice. */
    static ParseContext context(Parser parser) {
        ParseContext context = new ParseContext();
        context.set(Parser.class, parser);
        context.set(PDFParserConfig.class, pdf());
        context.set(OfficeParserConfig.class, office());
        return context;
    }

    private static PDFParserConfig pdf() {
        PDFParserConfig config = new PDFParserConfig();
        config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        config.setExtractInlineImages(false);
        config.setExtractBookmarksText(false);
        return config;
    }

    private static OfficeParserConfig office() {
        OfficeParserConfig config = new OfficeParserConfig();
        config.setUseSAXDocxExtractor(true);
        config.setUseSAXPptxExtractor(true);
        config.setExtractMacros(false);
        return config;
    }

    /** The file is of a kind that is not read. */
    static final class Unsupported extends TikaException {
        private static final long serialVersionUID = 1;

        Unsupported(String type) {
            super("no text is read from " + type);
        }
    }

    private static final class OtherFormat implements Parser {
        private static final long serialVersionUID = 1;

        @Override
        public Set<MediaType> getSupportedTypes(ParseContext context) {
            return Set.of();
        }

        @Override
        public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
                throws Unsupported {
            throw new Unsupported(metadata.get(Metadata.CONTENT_TYPE));
        }
    }
}
