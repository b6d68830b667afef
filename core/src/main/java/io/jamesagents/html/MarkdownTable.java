package io.jamesagents.html;

import org.jsoup.nodes.Element;

/** A table with a heading row; tables without one are there for the layout, and are written as lines. */
final class MarkdownTable {
    private final LineWriter lines;
    private Element table;
    private Element row;
    private int columns;
    private int headings;
    private boolean separated;

    MarkdownTable(LineWriter lines) {
        this.lines = lines;
    }

    boolean open() {
        return table != null;
    }

    /** Begins a table at a row that has headings. */
    void row(Element tr) {
        headings = 0;
        for (Element cell : tr.children()) {
            headings += cell.normalName().equals("th") ? 1 : 0;
        }
        if (headings > 1 && tr.closest("table") != null) {
            table = tr.closest("table");
            separated = false;
            lines.paragraph();
            begin(tr, "tr");
        }
    }

    void begin(Element element, String name) {
        if (name.equals("tr") && row == null) {
            row = element;
            columns = 0;
        } else if (element.parent() == row && columns < Math.max(headings, 1)) {
            lines.raw("| ");
            columns++;
        } else if (!name.equals("span") && !name.equals("font")) {
            lines.space();
        }
    }

    void end(Element element, String name) {
        if (element == row) {
            endRow();
        } else if (element == table) {
            table = null;
            lines.paragraph();
        } else if (element.parent() == row || name.equals("br") || name.equals("p") || name.equals("div")) {
            lines.space();
        }
    }

    private void endRow() {
        boolean heading = row.child(0).normalName().equals("th") && headings > 0 && !separated;
        lines.raw("|");
        lines.newLine();
        if (heading) {
            lines.raw("|" + " --- |".repeat(headings));
            lines.newLine();
            separated = true;
        }
        row = null;
    }
}
