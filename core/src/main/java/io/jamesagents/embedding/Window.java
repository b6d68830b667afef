package io.jamesagents.embedding;

/** So many tokens of a text, from a place on, and where to cut it. */
final class Window {
    private final int[] starts;
    private final int[] ends;
    /** The tokens up to the end of each word, in quarters. */
    private final int[] sums;

    private final boolean[] sentenceEnds;
    private final int limit;
    private int words;
    private boolean whole;

    private Window(int limit, int most) {
        this.limit = limit;
        int room = most / WordWalk.TOKEN + 1;
        this.starts = new int[room];
        this.ends = new int[room];
        this.sums = new int[room];
        this.sentenceEnds = new boolean[room];
    }

    /** So many tokens, or up to so many if the text ends with them. */
    static Window of(String text, int from, int tokens, int mostTokens) {
        Window window = new Window(tokens * WordWalk.TOKEN, mostTokens * WordWalk.TOKEN);
        window.fill(new WordWalk(text, from), mostTokens * WordWalk.TOKEN);
        return window;
    }

    private void fill(WordWalk walk, int most) {
        int sum = 0;
        while (walk.next()) {
            sum += walk.cost();
            if (sum > most) {
                return;
            }
            starts[words] = walk.start();
            ends[words] = walk.end();
            sums[words] = sum;
            sentenceEnds[words] = walk.endsSentence();
            words++;
        }
        whole = true;
    }

    boolean isEmpty() {
        return words == 0;
    }

    /** Whether the text ends here. */
    boolean isLast() {
        return whole;
    }

    int from() {
        return starts[0];
    }

    int to() {
        return ends[last()];
    }

    /** How many tokens it has, rounded up. */
    int tokens() {
        return (sums[last()] + WordWalk.TOKEN - 1) / WordWalk.TOKEN;
    }

    /** Where the next one begins if it repeats so many tokens of this. */
    int next(int overlap) {
        int last = last();
        int word = last;
        while (word > 1 && sums[last] - sums[word - 1] < overlap * WordWalk.TOKEN) {
            word--;
        }
        return starts[word];
    }

    /** The word to cut behind: the last one that ends a sentence, if that leaves most of the window. */
    private int last() {
        if (whole) {
            return words - 1;
        }
        int last = words - 1;
        while (last > 0 && sums[last] > limit) {
            last--;
        }
        for (int word = last; word > 0 && sums[word] >= limit * 3 / 4; word--) {
            if (sentenceEnds[word]) {
                return word;
            }
        }
        return last;
    }
}
