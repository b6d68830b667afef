package io.jamesagents.screening;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges the sentences of a mail by their vectors. A first step says how much a sentence is like known orders to programs; a
 * second weighs that with what the rules say, and with how far the sentence is from the rest of its mail: what somebody planted
 * is about something else. The weights are of {@code head.txt}, for the model that it names.
 *
 * @param model the model whose vectors it knows
 * @param first weights of {@link Looked#features}, and a constant
 * @param second weights of {@link #features}, and a constant
 */
record Head(String model, double[] first, double[] second) {
    private static final double CERTAIN = 8;
    private static final double ORDINARY = -5;
    private static final double ALONE = 0.5;
    private static final double ORDER_LIKE = 3;

    /** As trained. */
    static Head trained() {
        return parse(Resource.lines("head.txt"));
    }

    /** From the lines of such a file. */
    static Head parse(List<String> lines) {
        return new Head(lines.get(0), numbers(lines.get(1)), numbers(lines.get(2)));
    }

    /** How likely a sentence is such an order by itself, from 0 to 1. */
    double alone(Looked sentence) {
        return sigmoid(like(sentence));
    }

    /** How likely one of the sentences, which are those of one mail, was planted there, from 0 to 1. */
    double planted(List<Looked> mail) {
        return sigmoid(Arrays.stream(features(mail))
                .mapToDouble(features -> weigh(second, features))
                .max()
                .orElse(Double.NEGATIVE_INFINITY));
    }

    /** What the second step weighs, for each sentence of a mail. */
    double[][] features(List<Looked> mail) {
        double[] likes = mail.stream().mapToDouble(this::like).toArray();
        double mean = Arrays.stream(likes)
                .map(like -> Math.max(like, ORDINARY))
                .average()
                .orElse(ORDINARY);
        double few = 1 / Math.sqrt(likes.length);
        double[] apart = apart(mail);
        double[][] features = new double[likes.length][];
        for (int at = 0; at < likes.length; at++) {
            Looked one = mail.get(at);
            double both = apart[at] * Math.max(0, likes[at] + ORDER_LIKE);
            features[at] =
                    new double[] {likes[at], one.rules(), one.decided(), one.order(), apart[at], both, few, mean};
        }
        return features;
    }

    private double like(Looked sentence) {
        return Math.max(-CERTAIN, Math.min(CERTAIN, weigh(first, sentence.features())));
    }

    /** The sum of the weighed features and the constant, which is the last weight. */
    static double weigh(double[] weights, double[] features) {
        double sum = weights[features.length];
        for (int at = 0; at < features.length; at++) {
            sum += weights[at] * features[at];
        }
        return sum;
    }

    /** For each sentence, 1 less the cosine between its vector and the sum of the others. */
    private static double[] apart(List<Looked> mail) {
        if (mail.size() < 2) {
            return mail.stream().mapToDouble(any -> ALONE).toArray();
        }
        float[] sum = sum(mail);
        return mail.stream().mapToDouble(one -> apart(one.vector(), sum)).toArray();
    }

    private static double apart(float[] vector, float[] sum) {
        double dot = 0;
        double length = 0;
        for (int at = 0; at < vector.length; at++) {
            double rest = sum[at] - vector[at];
            dot += rest * vector[at];
            length += rest * rest;
        }
        return 1 - dot / (Math.sqrt(length) + 1e-6);
    }

    private static float[] sum(List<Looked> mail) {
        float[] sum = new float[mail.get(0).vector().length];
        for (Looked sentence : mail) {
            for (int at = 0; at < sum.length; at++) {
                sum[at] += sentence.vector()[at];
            }
        }
        return sum;
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }

    private static double[] numbers(String line) {
        return Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
