package io.jamesagents.bench;

import java.util.Random;

/** Mails of about two kilobytes, no two numbers alike. */
final class Mail {
    static final String SENDER = "grace@bench.example";
    private static final int LINES = 24;
    private static final int WIDTH = 72;
    private static final String[] WORDS =
            "the invoice of last month is not paid yet please look into it and tell us when we can expect an answer"
                    .split(" ");

    private Mail() {}

    static String subject(int number) {
        return "Invoice " + number;
    }

    static String numbered(int number, String to) {
        return "From: Grace <" + SENDER + ">\r\nTo: " + to + "\r\nSubject: " + subject(number)
                + "\r\nDate: Fri, 2 Jan 2026 10:00:00 +0000\r\nMessage-ID: <" + number
                + "@bench.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                + body(new Random(number));
    }

    private static String body(Random random) {
        StringBuilder text = new StringBuilder();
        for (int line = 1; line <= LINES; line++) {
            while (text.length() < line * WIDTH) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            text.append("\r\n");
        }
        return text.toString();
    }
}
