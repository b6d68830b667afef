package io.jamesagents.search.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;

/** The ids of the messages that documents belong to. */
final class StoredIds {
    private final List<LeafReaderContext> leaves;

    StoredIds(IndexSearcher searcher) {
        this.leaves = searcher.getIndexReader().leaves();
    }

    String of(int document) throws IOException {
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        BinaryDocValues ids = leaf.reader().getBinaryDocValues(Documents.ID);
        if (!ids.advanceExact(document - leaf.docBase)) {
            throw new IOException("a document without an id");
        }
        return ids.binaryValue().utf8ToString();
    }
}
