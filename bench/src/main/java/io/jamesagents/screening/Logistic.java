package io.jamesagents.screening;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Logistic regression: weights that tell examples of one kind from others, found with L-BFGS. Large weights are punished by half
 * their squares; the constant, which is the last of them, is not.
 */
final class Logistic {
    private static final int ROUNDS = 200;
    private static final int MEMORY = 8;
    private static final int HALVINGS = 30;
    private static final double ENOUGH = 1e-3;
    private static final double DESCENT = 1e-4;

    private final List<Example> examples = new ArrayList<>();
    private final double penalty;

    Logistic(double penalty) {
        this.penalty = penalty;
    }

    private record Example(double[] features, boolean positive, double weight) {}

    /** A step that was made, and how the gradient changed by it. */
    private record Step(double[] step, double[] change, double product) {}

    private record Point(double[] weights, double loss, double[] gradient) {}

    void add(double[] features, boolean positive, double weight) {
        examples.add(new Example(features, positive, weight));
    }

    double[] fit() {
        Point here = at(new double[examples.get(0).features().length + 1]);
        Deque<Step> steps = new ArrayDeque<>();
        for (int round = 0; round < ROUNDS && length(here.gradient()) > ENOUGH; round++) {
            Point next = search(here, direction(here.gradient(), steps));
            if (next == here) {
                break;
            }
            remember(steps, here, next);
            here = next;
        }
        return here.weights();
    }

    private Point at(double[] weights) {
        double[] gradient = new double[weights.length];
        double loss = 0;
        for (Example example : examples) {
            double value = Head.weigh(weights, example.features());
            double wrong = example.positive() ? -value : value;
            loss += example.weight() * (wrong > 30 ? wrong : Math.log1p(Math.exp(wrong)));
            double push = example.weight() / (1 + Math.exp(-wrong)) * (example.positive() ? -1 : 1);
            add(gradient, push, example.features());
            gradient[weights.length - 1] += push;
        }
        for (int i = 0; i < weights.length - 1; i++) {
            loss += penalty / 2 * weights[i] * weights[i];
            gradient[i] += penalty * weights[i];
        }
        return new Point(weights, loss, gradient);
    }

    /** The first point in this direction that is clearly better, halving the way; the same point if there is none. */
    private Point search(Point here, double[] direction) {
        double slope = dot(here.gradient(), direction);
        double way = 1;
        for (int i = 0; i < HALVINGS; i++, way /= 2) {
            double[] weights = here.weights().clone();
            add(weights, way, direction);
            Point next = at(weights);
            if (next.loss() <= here.loss() + DESCENT * way * slope) {
                return next;
            }
        }
        return here;
    }

    private static double[] direction(double[] gradient, Deque<Step> steps) {
        double[] direction = gradient.clone();
        Deque<Double> shares = new ArrayDeque<>();
        for (Step step : steps) {
            double share = dot(step.step(), direction) / step.product();
            shares.push(share);
            add(direction, -share, step.change());
        }
        Step last = steps.peek();
        double scale = last == null ? 1 / length(gradient) : last.product() / dot(last.change(), last.change());
        scale(direction, scale);
        for (Iterator<Step> oldest = steps.descendingIterator(); oldest.hasNext(); ) {
            Step step = oldest.next();
            add(direction, shares.pop() - dot(step.change(), direction) / step.product(), step.step());
        }
        scale(direction, -1);
        return direction;
    }

    private static void remember(Deque<Step> steps, Point here, Point next) {
        double[] step = next.weights().clone();
        add(step, -1, here.weights());
        double[] change = next.gradient().clone();
        add(change, -1, here.gradient());
        double product = dot(step, change);
        if (product > 0) {
            steps.push(new Step(step, change, product));
        }
        if (steps.size() > MEMORY) {
            steps.removeLast();
        }
    }

    private static void add(double[] to, double times, double[] what) {
        for (int i = 0; i < what.length; i++) {
            to[i] += times * what[i];
        }
    }

    private static void scale(double[] what, double times) {
        for (int i = 0; i < what.length; i++) {
            what[i] *= times;
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double length(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }
}
