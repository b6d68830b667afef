package io.jamesagents.dmarc;

import io.jamesagents.AgentsException.Invalid;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
    private static final int MAX_ELEMENTS = 1_000_000;
    private static final int MAX_TEXT = 4096;
    private static final XMLInputFactory FACTORY = factory();

    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final List<XmlTree> children = new ArrayList<>(4);

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

    static XmlTree parse(byte[] document) {
        XMLStreamReader reader = null;
        try {
            reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            return read(reader);
        } catch (XMLStreamException e) {
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

    private static XmlTree read(XMLStreamReader reader) throws XMLStreamException {
        XmlTree document = new XmlTree("");
        Deque<XmlTree> open = new ArrayDeque<>(List.of(document));
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlTree child = new XmlTree(reader.getLocalName());
                    open.getLast().children.add(child);
                    open.addLast(child);
                    requireReasonable(open.size(), ++elements);
                }
                case XMLStreamConstants.END_ELEMENT -> open.removeLast();
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

    private static void requireReasonable(int depth, int elements) {
        if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) {
            throw new Invalid("", "The report is nested too deeply or has too many elements");
        }
    }

    private void append(XMLStreamReader reader) {
        int length = Math.min(reader.getTextLength(), MAX_TEXT - text.length());
        if (length > 0) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), length);
        }
    }

    /** The first child of that name. */
    Optional<XmlTree> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    List<XmlTree> all(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
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
        String trimmed = at.text.toString().replace("\0", "").trim();
        return trimmed.isEmpty() ? null : trimmed;
    }
}
