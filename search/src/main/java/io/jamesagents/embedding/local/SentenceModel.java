package io.jamesagents.embedding.local;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A BERT model in the ONNX format, run by native code in this process. A text's vector is the mean of those of its pieces,
 * made 1 long. One text at a time, in the caller's thread: the quantised model rounds by what it sees in a run, so that a
 * text's vector would depend on its neighbours, and runs of many texts take as long for each.
 */
final class SentenceModel implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    SentenceModel(byte[] file) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            // Both would keep the memory that the longest text took, and save no time that could be measured.
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            this.session = environment.createSession(file, options);
        }
    }

    /** The vector of a text of so many pieces. */
    float[] vector(int[] pieces) throws OrtException {
        long[] ones = new long[pieces.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = row(Arrays.stream(pieces).asLongStream().toArray());
                OnnxTensor mask = row(ones);
                OnnxTensor types = row(new long[pieces.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return unit(sum(((OnnxTensor) result.get(0)).getFloatBuffer(), pieces.length));
        }
    }

    private OnnxTensor row(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] sum(FloatBuffer states, int pieces) {
        float[] sum = new float[states.remaining() / pieces];
        for (int i = 0; i < pieces; i++) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += states.get();
            }
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        double length = Math.sqrt(square);
        for (int k = 0; k < vector.length; k++) {
            vector[k] = (float) (vector[k] / length);
        }
        return vector;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
