package io.jamesagents.authentication.dmarc;

import java.util.Optional;

/**
 * Reads the value of an address field (RFC 5322, 3.4) that must have one address, without a way back: comments are left out at
 * any depth, and whatever might be a list, a group or a route, or is not closed, is refused.
 */
final class AddressScanner {
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder inside = new StringBuilder();
    private boolean quoted;
    private boolean escaped;
    private int comments;
    private boolean opened;
    private boolean closed;
    private boolean refused;

    private AddressScanner() {}

    /** The address of the only mailbox; empty for any other number, and for what cannot be read. */
    static Optional<String> only(String value) {
        AddressScanner scanner = new AddressScanner();
        value.replace("\r\n", "").codePoints().forEach(scanner::read);
        return scanner.result();
    }

    private void read(int c) {
        if (c < ' ' && c != '\t' || c == 0x7f) {
            refused = true;
        } else if (escaped) {
            escaped = false;
            keep(c);
        } else if (c == '\\' && (quoted || comments > 0)) {
            escaped = true;
            keep(c);
        } else if (quoted) {
            quoted = c != '"';
            keep(c);
        } else if (comments > 0) {
            comments += c == '(' ? 1 : c == ')' ? -1 : 0;
        } else {
            readPlain(c);
        }
    }

    private void readPlain(int c) {
        switch (c) {
            case '(' -> comments = 1;
            case '<' -> {
                refused |= opened;
                opened = true;
            }
            case '>' -> {
                refused |= !opened || closed;
                closed = true;
            }
            case ',', ';', ':', ')' -> refused = true;
            case '"' -> {
                quoted = true;
                keep(c);
            }
            default -> keep(c);
        }
    }

    private void keep(int c) {
        if (comments > 0) {
            return;
        }
        refused |= closed && c != ' ' && c != '\t';
        (opened ? inside : before).appendCodePoint(c);
    }

    private Optional<String> result() {
        if (refused || quoted || comments > 0 || opened != closed) {
            return Optional.empty();
        }
        return Optional.of((opened ? inside : before).toString().strip());
    }
}
