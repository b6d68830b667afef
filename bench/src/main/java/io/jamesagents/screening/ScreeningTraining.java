package io.jamesagents.screening;

import io.jamesagents.Json;
import io.jamesagents.bench.Bench.Benchmark;
import io.jamesagents.bench.Options;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.local.LocalEmbedder;
import io.jamesagents.screening.ReadMails.MailFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes the weights of {@link Head}. Learned from are this module's own sentences, and what is given: {@code attacks=}, files of
 * JSON lines with a {@code text}, that of {@code leave=1} without every second row; {@code ham=} and {@code spam=}, folders of
 * mails. Of ham the parts 0 and 1 are learned from, part 2, with that of {@code threshold=}, says where the threshold is, and
 * part 3 is left alone. {@code alarms=} and {@code margin=} are for the threshold. {@code head=} is the file that is written, {@code vectors=} one to keep vectors in, {@code most=} how
 * many mails of each folder are taken.
 */
public final class ScreeningTraining implements Benchmark {
    private static final String COMMENT =
            "# The weights of Head: the model whose vectors they are for, the first step (vector, rules, rules that decide, order, constant), the second\n"
                    + "# (likeness, rules, rules that decide, order, apart, both, 1/sqrt(sentences), mean likeness, constant). Made by bench/run screening-training.\n";
    private static final double PER_MILLE = 1000;
    private static final double PERCENT = 100;

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        try (Embedder embedder = embedder(options);
                ReadMails mails = new ReadMails()) {
            InjectionScreen screen = new InjectionScreen(embedder);
            Lessons lessons = lessons(screen, mails, options);
            Head raw = new Course(lessons).head(embedder.model());
            Head head = shifted(raw, embedder, mails, options);
            Files.writeString(Path.of(options.text("head", "target/head.txt")), COMMENT + text(head));
            return lessons.counts();
        }
    }

    static Embedder embedder(Options options) throws IOException {
        Embedder local = LocalEmbedder.load(1);
        String file = options.text("vectors", "");
        return file.isEmpty() ? local : new KeptVectors(local, Path.of(file));
    }

    private static Lessons lessons(InjectionScreen screen, ReadMails mails, Options options) throws IOException {
        List<String> own = OwnSentences.lines("attacks.txt");
        Predicate<String> task = line -> line.startsWith("~");
        return new Lessons(
                own(screen, own.stream().filter(task.negate()).toList()),
                own(
                        screen,
                        own.stream().filter(task).map(line -> line.substring(1)).toList()),
                own(screen, OwnSentences.lines("ordinary.txt")),
                attacks(screen, options),
                looked(screen, mails, options, "ham", file -> file.part() < 2),
                looked(screen, mails, options, "spam", file -> true));
    }

    private static List<Looked> own(InjectionScreen screen, List<String> lines) {
        return OwnSentences.of(lines).stream()
                .flatMap(sentence -> screen.looked(sentence).stream())
                .toList();
    }

    private static List<List<Looked>> attacks(InjectionScreen screen, Options options) throws IOException {
        List<List<Looked>> attacks = new ArrayList<>();
        for (String file : options.text("attacks", "").split(",")) {
            List<String> rows = file.isBlank() ? List.of() : Files.readAllLines(Path.of(file));
            for (int row = 0; row < rows.size(); row += 1 + options.get("leave", 0)) {
                attacks.add(screen.looked(
                        Json.MAPPER.readTree(rows.get(row)).get("text").asText()));
            }
        }
        return attacks;
    }

    private static List<List<Looked>> looked(
            InjectionScreen screen, ReadMails mails, Options options, String folder, Predicate<MailFile> chosen)
            throws IOException {
        List<List<Looked>> looked = new ArrayList<>();
        for (MailFile file : some(options, folder, chosen)) {
            List<Looked> mail = screen.looked(mails.read(file));
            if (!mail.isEmpty()) {
                looked.add(mail);
            }
        }
        return looked;
    }

    private static List<MailFile> some(Options options, String folder, Predicate<MailFile> chosen) throws IOException {
        return ReadMails.files(options.text(folder, "")).stream()
                .filter(chosen)
                .limit(options.get("most", Integer.MAX_VALUE))
                .toList();
    }

    /**
     * So that of the mails for it at most some per mille are called attacks, by whatever finds them, and others have to be more
     * suspect by a margin, in hundredths of the second step's sum.
     */
    private static Head shifted(Head head, Embedder embedder, ReadMails mails, Options options) throws IOException {
        List<MailFile> files = new ArrayList<>(some(options, "ham", file -> file.part() == 2));
        files.addAll(some(options, "threshold", file -> file.part() == 2));
        InjectionScreen others = new InjectionScreen(embedder, plus(head, -1e6));
        List<Double> values = new ArrayList<>();
        for (MailFile file : files) {
            MailTexts mail = mails.read(file);
            if (!others.look(mail).injection().risk().detected()) {
                values.add(most(head, others.looked(mail)));
            }
        }
        values.sort(null);
        int alarms = (int) (files.size() * options.get("alarms", 2) / PER_MILLE) - (files.size() - values.size());
        double threshold = values.isEmpty() ? 0 : values.get(values.size() - 1 - Math.max(0, alarms));
        System.out.printf(
                "%d mails, %d by rules, threshold %.3f%n", files.size(), files.size() - values.size(), threshold);
        return plus(head, -threshold - options.get("margin", 50) / PERCENT);
    }

    private static double most(Head head, List<Looked> mail) {
        return Arrays.stream(head.features(mail))
                .mapToDouble(features -> Head.weigh(head.second(), features))
                .max()
                .orElse(-9);
    }

    private static Head plus(Head head, double more) {
        double[] second = head.second().clone();
        second[second.length - 1] += more;
        return new Head(head.model(), head.first(), second);
    }

    private static String text(Head head) {
        return head.model() + "\n" + text(head.first()) + "\n" + text(head.second()) + "\n";
    }

    private static String text(double[] weights) {
        return Arrays.stream(weights)
                .mapToObj(weight -> String.format(Locale.ROOT, "%.4g", weight))
                .collect(Collectors.joining(" "));
    }

    /** What is learned from: own sentences and tasks and ordinary ones, attacks, mails of ham and of spam. */
    record Lessons(
            List<Looked> own,
            List<Looked> tasks,
            List<Looked> ordinary,
            List<List<Looked>> attacks,
            List<List<Looked>> ham,
            List<List<Looked>> spam) {
        Map<String, Object> counts() {
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("own_attacks", own.size() + tasks.size());
            counts.put("own_ordinary", ordinary.size());
            counts.put("attacks", attacks.size());
            counts.put("ham", ham.size());
            counts.put("spam", spam.size());
            return counts;
        }
    }
}
