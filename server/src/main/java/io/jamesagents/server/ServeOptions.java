package io.jamesagents.server;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The options of {@code ./serve}. A port of 0 is any free one. */
public record ServeOptions(
        Path data, int http, int smtp, int imap, int webadmin, String bind, Map<String, String> settings) {
    private static final ServeOptions DEFAULTS =
            new ServeOptions(Path.of("data"), 8080, 2525, 1143, 8000, "127.0.0.1", Map.of());

    public static final String USAGE =
            """
            Usage: ./serve [OPTION]...
            Runs the mail server with agent mailboxes in the foreground.

              --data DIR        folder for everything that is kept (data)
              --http PORT       the /v1 API (8080)
              --smtp PORT       mail in (2525)
              --imap PORT       mailboxes (1143)
              --webadmin PORT   administration of James (8000)
              --bind ADDR       address to listen on (127.0.0.1)
              --set KEY=VALUE   overrides a key of conf/agents.properties, or a james.* value of conf/; repeatable
              --help            this text

            A port of 0 is any free one. When everything listens, one line of JSON on stdout says where.""";

    public ServeOptions {
        settings = Map.copyOf(settings);
    }

    /** An option that does not exist or cannot be read. */
    public static final class BadOption extends RuntimeException {
        BadOption(String problem) {
            super(problem);
        }
    }

    public static ServeOptions parse(String... arguments) {
        ServeOptions options = DEFAULTS;
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            options = options.with(name, equals < 0 ? next(name, rest) : argument.substring(equals + 1));
        }
        return options;
    }

    /** For tests and benchmarks: a data folder of their own and free ports. */
    public static ServeOptions anyPorts(Path data) {
        return new ServeOptions(data, 0, 0, 0, 0, DEFAULTS.bind, Map.of());
    }

    public ServeOptions set(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new ServeOptions(data, http, smtp, imap, webadmin, bind, more);
    }

    ServeOptions ports(int http, int smtp, int imap, int webadmin) {
        return new ServeOptions(data, http, smtp, imap, webadmin, bind, settings);
    }

    private ServeOptions with(String name, String value) {
        return switch (name) {
            case "--data" -> new ServeOptions(Path.of(value), http, smtp, imap, webadmin, bind, settings);
            case "--bind" -> new ServeOptions(data, http, smtp, imap, webadmin, address(value), settings);
            case "--http" -> ports(port(name, value), smtp, imap, webadmin);
            case "--smtp" -> ports(http, port(name, value), imap, webadmin);
            case "--imap" -> ports(http, smtp, port(name, value), webadmin);
            case "--webadmin" -> ports(http, smtp, imap, port(name, value));
            case "--set" -> set(value);
            default -> throw new BadOption("unknown option " + name + "; --help lists them");
        };
    }

    private ServeOptions set(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new BadOption("--set needs KEY=VALUE, not '" + assignment + "'");
        }
        return set(assignment.substring(0, equals).trim(), assignment.substring(equals + 1));
    }

    private static String next(String name, Iterator<String> rest) {
        if (!name.startsWith("--")) {
            throw new BadOption("'" + name + "' is not an option; --help lists them");
        }
        if (!rest.hasNext()) {
            throw new BadOption(name + " needs a value");
        }
        return rest.next();
    }

    private static int port(String name, String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new BadOption(name + " needs a port from 0 to 65535, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    /** James takes what follows a colon for a port. */
    private static String address(String value) {
        if (value.isBlank() || value.contains(":")) {
            throw new BadOption("--bind needs an IPv4 address or a host name, not '" + value + "'");
        }
        return value;
    }
}
