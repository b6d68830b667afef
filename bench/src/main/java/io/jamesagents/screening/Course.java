package io.jamesagents.screening;

import io.jamesagents.screening.ScreeningTraining.Lessons;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns the weights of {@link Head} from lessons. The second step has to judge sentences that the first has never seen: it
 * learns from one half of the lessons what a first step says that learned from the other half.
 */
final class Course {
    private static final double PENALTY = 0.5;
    private static final int PLANTED = 700;
    private static final int LONGEST = 12;
    private static final int ROUNDS = 4;

    private final Lessons lessons;
    private final Random random = new Random(7);
    private final List<Case> cases = new ArrayList<>();

    Course(Lessons lessons) {
        this.lessons = lessons;
    }

    /** The features of a mail's sentences, and whether one of them was planted. */
    private record Case(double[][] features, boolean planted, double weight) {}

    Head head(String model) {
        double[] start = {1, 0, 0, 0, 2, 0, 0, 0, 0};
        for (int half = 0; half < 2; half++) {
            Head head = new Head(model, first(half(lessons.attacks(), half), half(lessons.ham(), half)), start);
            cases(head, half(lessons.attacks(), 1 - half), half(lessons.ham(), 1 - half));
        }
        double[] second = start;
        for (int round = 0; round < ROUNDS; round++) {
            second = second(second);
        }
        return new Head(model, first(lessons.attacks(), lessons.ham()), second);
    }

    private static List<List<Looked>> half(List<List<Looked>> all, int half) {
        return IntStream.range(0, all.size())
                .filter(at -> at % 2 == half)
                .mapToObj(all::get)
                .toList();
    }

    private double[] first(List<List<Looked>> attacks, List<List<Looked>> ham) {
        Logistic step = new Logistic(PENALTY);
        teach(step, lessons.own().stream(), true, 1);
        teach(step, lessons.tasks().stream(), true, 0.5);
        teach(step, attacks.stream().flatMap(List::stream), true, 2);
        teach(step, lessons.ordinary().stream(), false, 1);
        teach(step, ham.stream().flatMap(List::stream), false, 0.5);
        teach(step, lessons.spam().stream().flatMap(List::stream), false, 0.3);
        return step.fit();
    }

    private static void teach(Logistic step, Stream<Looked> sentences, boolean positive, double weight) {
        sentences.forEach(sentence -> step.add(sentence.features(), positive, weight));
    }

    private void cases(Head head, List<List<Looked>> attacks, List<List<Looked>> ham) {
        Stream.concat(ham.stream(), lessons.spam().stream()).forEach(mail -> cases.add(innocent(head, mail, 2)));
        Stream.concat(lessons.ordinary().stream(), lessons.tasks().stream())
                .forEach(sentence -> cases.add(innocent(head, List.of(sentence), 0.2)));
        List<Looked> strange = attacks.stream().flatMap(List::stream).toList();
        for (int i = 0; i < PLANTED && !ham.isEmpty(); i++) {
            cases.add(new Case(head.features(planted(ham, strange)), true, 1));
        }
    }

    private static Case innocent(Head head, List<Looked> mail, double weight) {
        return new Case(head.features(mail), false, weight);
    }

    /** A mail with an attack in it, or, now and then, an attack of our own alone. */
    private List<Looked> planted(List<List<Looked>> ham, List<Looked> strange) {
        List<Looked> host = any(ham);
        double kind = random.nextDouble();
        Looked attack =
                kind < 0.5 && !strange.isEmpty() ? any(strange) : any(kind < 0.65 ? lessons.tasks() : lessons.own());
        if (kind >= 0.65 && random.nextDouble() < 0.4) {
            return List.of(attack);
        }
        List<Looked> mail = new ArrayList<>(host.subList(Math.max(0, host.size() + 1 - LONGEST), host.size()));
        mail.add(attack);
        return mail;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Learns from the sentence of each mail that these weights find most suspect. */
    private double[] second(double[] weights) {
        Logistic step = new Logistic(1);
        for (Case one : cases) {
            double[] most = one.features()[0];
            for (double[] features : one.features()) {
                most = Head.weigh(weights, features) > Head.weigh(weights, most) ? features : most;
            }
            step.add(most, one.planted(), one.weight());
        }
        return step.fit();
    }
}
