package io.jamesagents.server;

import com.google.common.base.Throwables;
import io.jamesagents.Settings.InvalidSetting;
import io.jamesagents.server.ServeOptions.BadOption;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command behind ./serve. Its stdout carries one line of JSON and nothing else. */
public final class Main {
    private static final int REFUSED = 1;
    private static final int BAD_OPTION = 2;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(14);

    private Main() {}

    public static void main(String... arguments) {
        PrintStream out = System.out;
        System.setOut(System.err);
        if (List.of(arguments).contains("--help")) {
            out.println(ServeOptions.USAGE);
            return;
        }
        try {
            serve(ServeOptions.parse(arguments), out);
        } catch (BadOption e) {
            exit(BAD_OPTION, e.getMessage());
        } catch (Exception e) {
            exit(REFUSED, reason(e));
        }
    }

    private static void serve(ServeOptions options, PrintStream out) throws Exception {
        long begin = System.nanoTime();
        AgentsServer server = AgentsServer.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        ReadyLine ready = ReadyLine.of(server);
        tell(ready, server.options(), (System.nanoTime() - begin) / 1_000_000);
        out.println(ready.json());
        out.flush();
    }

    private static void tell(ReadyLine ready, ServeOptions options, long millis) {
        Logger logger = LoggerFactory.getLogger(Main.class);
        logger.info("ready after {} ms, everything is kept in {}", millis, options.data());
        logger.info("API {}, the admin key is in {}", ready.http(), ready.adminKeyFile());
        logger.info("mail in smtp://{}, mailboxes imap://{}, domain {}", ready.smtp(), ready.imap(), ready.domain());
        logger.info(
                "webadmin {}, its token is in {}",
                ready.webadmin(),
                options.data().resolve(WebadminToken.TOKEN));
        logger.info("stop with Ctrl-C");
    }

    /** What is not finished in time goes on at the next start, as after a kill. */
    private static void stop(AgentsServer server) {
        Logger logger = LoggerFactory.getLogger(Main.class);
        logger.info("stopping");
        Thread closing = new Thread(() -> close(server), "close");
        closing.start();
        try {
            closing.join(STOP_WITHIN.toMillis());
            if (closing.isAlive()) {
                logger.warn("did not stop within {} s, and ends", STOP_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AgentsServer server) {
        Logger logger = LoggerFactory.getLogger(Main.class);
        try {
            server.close();
            logger.info("stopped");
        } catch (IOException | RuntimeException e) {
            logger.error("did not stop cleanly", e);
        }
    }

    /** The line that helps; a failure that none of our own words explain comes with its trace. */
    private static String reason(Exception failure) {
        Optional<Throwable> known = Throwables.getCausalChain(failure).stream()
                .filter(cause -> cause instanceof RefusedStart || cause instanceof InvalidSetting)
                .findFirst();
        if (known.isPresent()) {
            return known.get().getMessage();
        }
        failure.printStackTrace();
        return "cannot start: " + Throwables.getRootCause(failure);
    }

    /** James's threads would keep the process alive. */
    private static void exit(int status, String problem) {
        System.err.println("serve: " + problem);
        Runtime.getRuntime().halt(status);
    }
}
