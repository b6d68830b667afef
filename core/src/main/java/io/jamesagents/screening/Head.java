package io.jamesagents.screening;

import java.util.List;
import java.util.stream.Stream;

/**
 * Judges the sentences of a mail by their vectors. A first step says how much a sentence is like known orders to programs; a
 * second weighs that with what the rules say, and with how far the sentence is from the rest of its mail: what somebody planted
 * is about something else. The weights are of {@code head.txt}, for the model that it names.
 */
final class Head {
    private static final double CERTAIN = 8;
    private static final double ORDINARY = -5;
    private static final double ALONE = 0.5;
    private static final double ORDER_LIKE = 3;

    private final String model;
    private final double[] first;
    private final double[] second;

    /** As trained. */
    Head() {
        List<String> lines = Resource.lines("head.txt");
        this.model = lines.get(0);
        this.first = numbers(lines.get(1));
        this.second = numbers(lines.get(2));
    }

    /** The model whose vectors it knows. */
    String model() {
        return model;
    }

    /** How likely a sentence is such an order by itself, from 0 to 1. */
    double alone(Looked sentence) {
        return sigmoid(like(sentence));
    }

    /** How likely one of the sentences, which are those of one mail, was planted there, from 0 to 1. */
    double planted(List<Looked> mail) {
        double[] likes = mail.stream().mapToDouble(this::like).toArray();
        double mean = Stream.of(mail)
                .flatMap(List::stream)
                .mapToDouble(this::ordinary)
                .average()
                .orElse(ORDINARY);
        float[] sum = sum(mail);
        double most = Double.NEGATIVE_INFINITY;
        for (int at = 0; at < likes.length; at++) {
            double apart = likes.length == 1 ? ALONE : apart(mail.get(at).vector(), sum);
            most = Math.max(most, weigh(mail.get(at), likes[at], apart, mean, likes.length));
        }
        return sigmoid(most);
    }

    private double ordinary(Looked sentence) {
        return Math.max(like(sentence), ORDINARY);
    }

    private double weigh(Looked sentence, double like, double apart, double mean, int sentences) {
        double rules = sentence.rules().score();
        double[] features = {
            like,
            rules,
            rules >= ALONE ? 1 : 0,
            sentence.order() ? 1 : 0,
            apart,
            apart * Math.max(0, like + ORDER_LIKE),
            1 / Math.sqrt(sentences),
            mean
        };
        double sum = second[features.length];
        for (int at = 0; at < features.length; at++) {
            sum += second[at] * features[at];
        }
        return sum;
    }

    private double like(Looked sentence) {
        float[] vector = sentence.vector();
        double sum = first[vector.length + 3];
        for (int at = 0; at < vector.length; at++) {
            sum += first[at] * vector[at];
        }
        double rules = sentence.rules().score();
        sum += first[vector.length] * rules;
        sum += rules >= ALONE ? first[vector.length + 1] : 0;
        sum += sentence.order() ? first[vector.length + 2] : 0;
        return Math.max(-CERTAIN, Math.min(CERTAIN, sum));
    }

    /** 1 less the cosine between a vector and the sum of the others. */
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
