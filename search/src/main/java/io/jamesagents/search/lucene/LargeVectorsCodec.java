package io.jamesagents.search.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Writes as Lucene does by itself, and vectors of more than 1,024 numbers too, as some models make them. */
final class LargeVectorsCodec extends Lucene912Codec {
    private static final int MOST_DIMENSIONS = 4096;

    private final KnnVectorsFormat vectors = new LargeVectors();

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }

    /** Has the name of what it hands everything on to, so that any reader of Lucene's reads it. */
    private static final class LargeVectors extends KnnVectorsFormat {
        private final KnnVectorsFormat plain;

        LargeVectors() {
            this(new Lucene99HnswVectorsFormat());
        }

        private LargeVectors(KnnVectorsFormat plain) {
            super(plain.getName());
            this.plain = plain;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return plain.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return plain.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return MOST_DIMENSIONS;
        }
    }
}
