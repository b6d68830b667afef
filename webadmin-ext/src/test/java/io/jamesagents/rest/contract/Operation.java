package io.jamesagents.rest.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A line of operations.txt. The number is that of the contract, or 0; {@code body} is null for none, {@code scope} may be empty. */
record Operation(
        int number,
        String method,
        String target,
        String scope,
        boolean later,
        int status,
        String body,
        List<Refused> refused) {
    private static final int COLUMNS = 6;

    /** A query (with its question mark), a path or a body that is refused, and the field that is wrong with it. */
    record Refused(String what, String field) {
        private static Refused parse(String text) {
            int arrow = text.lastIndexOf("->");
            return new Refused(
                    text.substring(0, arrow).trim(), text.substring(arrow + 2).trim());
        }
    }

    static List<Operation> all() {
        try (InputStream file = Operation.class.getResourceAsStream("operations.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Operation::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Operation parse(String line) {
        String[] columns =
                Arrays.stream(line.split("\\|", COLUMNS)).map(String::trim).toArray(String[]::new);
        String[] call = columns[1].split(" +", 2);
        return new Operation(
                columns[0].equals("-") ? 0 : Integer.parseInt(columns[0]),
                call[0],
                call[1],
                columns[2],
                columns[3].startsWith("later"),
                Integer.parseInt(columns[3].replace("later", "").trim()),
                columns[4].isEmpty() ? null : columns[4],
                columns[5].isEmpty()
                        ? List.of()
                        : Arrays.stream(columns[5].split(";;"))
                                .map(Refused::parse)
                                .toList());
    }

    /** All that a caller needs. */
    List<String> scopes() {
        return Arrays.asList(scope.split(", "));
    }

    boolean isPublic() {
        return scope.equals("public");
    }

    String path() {
        return target.replaceFirst("\\?.*", "");
    }

    /** The method and the path with all its variables called the same. */
    String route() {
        return route(method, path());
    }

    static String route(String method, String path) {
        return method + " " + path.replaceAll("\\{\\w+}", "{}");
    }

    /** What names objects that belong to somebody. */
    boolean namesObjects() {
        return Fixtures.names(target + body).stream().anyMatch(Fixtures::isOwned);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
