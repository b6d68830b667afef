package io.jamesagents.dmarc;

import io.jamesagents.AgentsException.Invalid;
import java.io.IOException;
import java.io.Reader;

/**
 * An XML document as long as each piece of it, be it a tag, a text, or a comment, is small, and none is a document type: the
 * parser behind keeps a piece in memory, and copies it while it grows. Another document is refused.
 */
final class SmallPieces extends Reader {
    private static final int MOST = 16 * 1024;
    private static final String COMMENT = "-->";
    private static final int EMPTY_COMMENT = "<!---->".length();
    private static final String CDATA = "]]>";
    private static final int EMPTY_CDATA = "<![CDATA[]]>".length();
    private static final String INSTRUCTION = "?>";

    private final Reader document;
    private Piece piece = Piece.TEXT;
    private int length;
    private char last;
    private char beforeLast;

    private enum Piece {
        TEXT,
        BEGINNING,
        DECLARATION,
        TAG,
        SINGLE_QUOTES,
        DOUBLE_QUOTES,
        COMMENT,
        CDATA,
        INSTRUCTION
    }

    SmallPieces(Reader document) {
        this.document = document;
    }

    @Override
    public int read(char[] into, int offset, int wanted) throws IOException {
        int read = document.read(into, offset, wanted);
        for (int i = offset; i < offset + read; i++) {
            take(into[i]);
        }
        return read;
    }

    private void take(char c) {
        length++;
        Piece next = next(c);
        if (piece == Piece.TEXT && next == Piece.BEGINNING) {
            length = 1;
        } else if (next == Piece.TEXT && piece != Piece.TEXT) {
            length = 0;
        }
        if (length > MOST) {
            throw new Invalid("", "The report has a text, a tag or a comment that no report has");
        }
        piece = next;
        beforeLast = last;
        last = c;
    }

    private Piece next(char c) {
        return switch (piece) {
            case TEXT -> c == '<' ? Piece.BEGINNING : Piece.TEXT;
            case BEGINNING -> c == '!' ? Piece.DECLARATION : c == '?' ? Piece.INSTRUCTION : inTag(c);
            case DECLARATION -> declaration(c);
            case TAG -> inTag(c);
            case SINGLE_QUOTES -> c == '\'' ? Piece.TAG : piece;
            case DOUBLE_QUOTES -> c == '"' ? Piece.TAG : piece;
            case COMMENT -> length >= EMPTY_COMMENT && ends(COMMENT, c) ? Piece.TEXT : piece;
            case CDATA -> length >= EMPTY_CDATA && ends(CDATA, c) ? Piece.TEXT : piece;
            case INSTRUCTION -> last == INSTRUCTION.charAt(0) && c == '>' ? Piece.TEXT : piece;
        };
    }

    private static Piece inTag(char c) {
        return switch (c) {
            case '>' -> Piece.TEXT;
            case '\'' -> Piece.SINGLE_QUOTES;
            case '"' -> Piece.DOUBLE_QUOTES;
            default -> Piece.TAG;
        };
    }

    private static Piece declaration(char c) {
        return switch (c) {
            case '-' -> Piece.COMMENT;
            case '[' -> Piece.CDATA;
            default -> throw new Invalid("", "The report must not declare or use entities");
        };
    }

    private boolean ends(String with, char c) {
        return beforeLast == with.charAt(0) && last == with.charAt(1) && c == with.charAt(2);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
