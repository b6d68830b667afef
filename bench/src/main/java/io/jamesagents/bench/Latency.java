package io.jamesagents.bench;

import io.jamesagents.bench.Bench.Benchmark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the 250 of SMTP to the webhook's arrival, at a steady rate that leaves the server idle in between. */
final class Latency implements Benchmark {
    private static final int WARM_UP = 100;

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int mails = options.get("mails", 400);
        int perSecond = options.get("rate", 5);
        try (RunningServer server = RunningServer.start("latency");
                Receiver receiver = new Receiver();
                SmtpConnection smtp = server.smtp()) {
            String address = server.api().inbox("ada", receiver.url("")).address();
            long[] accepted = new long[WARM_UP + mails + 1];
            long begin = System.nanoTime();
            for (int i = 1; i < accepted.length; i++) {
                pause(begin + i * 1_000_000_000L / perSecond);
                smtp.send(Mail.numbered(i, address), List.of(address));
                accepted[i] = System.nanoTime();
            }
            receiver.await(WARM_UP + mails);
            long[] nanos = new long[mails];
            for (int i = 0; i < mails; i++) {
                int number = WARM_UP + i + 1;
                nanos[i] = receiver.arrivals().get(Mail.subject(number)).nanos() - accepted[number];
            }
            Map<String, Object> figures =
                    new LinkedHashMap<>(Sample.ofNanos(nanos).figures());
            figures.put("mails_per_s", perSecond);
            return figures;
        }
    }

    private static void pause(long until) throws InterruptedException {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left > 0) {
            Thread.sleep(left);
        }
    }
}
