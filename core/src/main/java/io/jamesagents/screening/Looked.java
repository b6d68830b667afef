package io.jamesagents.screening;

/** A sentence and its vector. */
record Looked(Sentence sentence, float[] vector) {
    private static final double DECIDES = 0.5;

    /** What the first step of {@link Head} weighs: the vector, what the rules say, whether that decides, whether it is an order. */
    double[] features() {
        double[] features = new double[vector.length + 3];
        for (int at = 0; at < vector.length; at++) {
            features[at] = vector[at];
        }
        features[vector.length] = rules();
        features[vector.length + 1] = decided();
        features[vector.length + 2] = order();
        return features;
    }

    double rules() {
        return sentence.rules().score();
    }

    double decided() {
        return rules() >= DECIDES ? 1 : 0;
    }

    double order() {
        return sentence.order() ? 1 : 0;
    }
}
