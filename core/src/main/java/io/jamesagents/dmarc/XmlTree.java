package io.jamesagents.dmarc;

import io.jamesagents.AgentsException.Invalid;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML document by its local name, with its text and its children. Documents that declare anything (a DTD,
 * entities) or are larger than a report can be are refused; nothing outside the document is ever read.
 */
final class XmlTree {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ELEMENTS = 600_000;
    /** Of one element, but for the records that are given on. */
    private static final int MAX_CHILDREN = 200;
    /** The document and its root. */
    private static final int ABOVE_RECORDS = 2;

    private static final int MAX_ATTRIBUTES = 4096;
    private static final int MAX_TEXT = 4096;
    private static final String INCLUSION = "http://www.w3.org/2001/XInclude";
    private static final XMLInputFactory FACTORY = factory();

    private final String name;
    /** Null while there is none, like the children: a hostile document has very many elements. */
    private StringBuilder text;

    private List<XmlTree> children;

    private XmlTree(String name) {
        this.name = name;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }

    /**
     * Reads a document. The elements of the name {@code record} right below its root, of which there may be many, are given to
     * {@code records} one after the other and are not part of the result.
     */
    static XmlTree parse(InputStream document, String record, Consumer<XmlTree> records) {
        XMLStreamReader reader = null;
        try {
            reader = FACTORY.createXMLStreamReader(new SmallPieces(XmlText.of(document)));
            return read(reader, record, records);
        } catch (XMLStreamException | IOException e) {
            throw new Invalid("", "The report is not well-formed XML");
        } finally {
            close(reader);
        }
    }

    private static void close(XMLStreamReader reader) {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (XMLStreamException e) {
            // There is nothing behind it that could stay open.
        }
    }

    private static XmlTree read(XMLStreamReader reader, String record, Consumer<XmlTree> records)
            throws XMLStreamException {
        XmlTree document = new XmlTree("");
        Deque<XmlTree> open = new ArrayDeque<>(List.of(document));
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open.addLast(new XmlTree(reader.getLocalName()));
                    requireReasonable(open.size(), ++elements);
                    requireHarmless(reader);
                }
                case XMLStreamConstants.END_ELEMENT -> end(open, record, records);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> open.getLast()
                        .append(reader);
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new Invalid(
                        "", "The report must not declare or use entities");
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
        return document;
    }

    private static void end(Deque<XmlTree> open, String record, Consumer<XmlTree> records) {
        XmlTree done = open.removeLast();
        boolean isRecord = open.size() == ABOVE_RECORDS && done.name.equals(record);
        Consumer<XmlTree> above = isRecord ? records : open.getLast()::add;
        above.accept(done);
    }

    private static void requireReasonable(int depth, int elements) {
        if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) {
            throw new Invalid("", "The report is nested too deeply or has too many elements");
        }
    }

    /** Attributes are not read, but one that is a book shows what the document was made for; so does a call for other files. */
    private static void requireHarmless(XMLStreamReader reader) {
        int size = 0;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            size += reader.getAttributeLocalName(i).length()
                    + reader.getAttributeValue(i).length();
        }
        if (size > MAX_ATTRIBUTES || INCLUSION.equals(reader.getNamespaceURI())) {
            throw new Invalid("", "The report has attributes or elements that no report has");
        }
    }

    private void add(XmlTree child) {
        children = children == null ? new ArrayList<>(4) : children;
        if (children.size() == MAX_CHILDREN) {
            throw new Invalid("", "The report has an element with too many others in it");
        }
        children.add(child);
    }

    private void append(XMLStreamReader reader) {
        int length = Math.min(reader.getTextLength(), MAX_TEXT - (text == null ? 0 : text.length()));
        if (length > 0) {
            text = text == null ? new StringBuilder() : text;
            text.append(reader.getTextCharacters(), reader.getTextStart(), length);
        }
    }

    /** The first child of that name. */
    Optional<XmlTree> child(String wanted) {
        return children().filter(child -> child.name.equals(wanted)).findFirst();
    }

    private Stream<XmlTree> children() {
        return children == null ? Stream.empty() : children.stream();
    }

    /** The text of the element that these names lead to, without surrounding white space; null when it is not there. */
    String text(String... path) {
        XmlTree at = this;
        for (String step : path) {
            Optional<XmlTree> next = at.child(step);
            if (next.isEmpty()) {
                return null;
            }
            at = next.get();
        }
        if (at.text == null) {
            return null;
        }
        String trimmed = at.text.toString().replace("\0", "").trim();
        return trimmed.isEmpty() ? null : trimmed;
    }
}
