package io.jamesagents.rest.signature;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A request as it came over the wire, before anything was normalised: what signatures are about (RFC 9421, section 2).
 * {@code base} is where clients reach this server, such as {@code https://mail.example.org}; {@code path} is as written in
 * the request line; {@code query} is null when there is no question mark.
 */
public record ReceivedRequest(
        String method, String base, String path, String query, Function<String, List<String>> headers) {
    /** The property of a request that holds this. */
    public static final String PROPERTY = ReceivedRequest.class.getName();

    public static ReceivedRequest of(ContainerRequestContext request) {
        return (ReceivedRequest) request.getProperty(PROPERTY);
    }

    /** The value of a derived component or a field; empty for a field that is not there and a component not known here. */
    Optional<String> component(String name) {
        return switch (name) {
            case "@method" -> Optional.of(method);
            case "@target-uri" -> Optional.of(scheme() + "://" + authority() + target());
            case "@authority" -> Optional.of(authority());
            case "@scheme" -> Optional.of(scheme());
            case "@request-target" -> Optional.of(target());
            case "@path" -> Optional.of(fullPath());
            case "@query" -> Optional.of(query == null ? "?" : "?" + query);
            default -> name.startsWith("@") ? Optional.empty() : field(name);
        };
    }

    private Optional<String> field(String name) {
        List<String> values = headers.apply(name);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.stream()
                        .map(value -> value.strip().replaceAll("[ \t]*\r?\n[ \t]+", " "))
                        .collect(Collectors.joining(", ")));
    }

    private String scheme() {
        return base.substring(0, base.indexOf("://")).toLowerCase(Locale.ROOT);
    }

    /** In lower case, without the port that the scheme has anyway. */
    private String authority() {
        String rest = base.substring(base.indexOf("://") + 3);
        String authority = rest.split("/", 2)[0].toLowerCase(Locale.ROOT);
        String usual = scheme().equals("https") ? ":443" : ":80";
        return authority.endsWith(usual) ? authority.substring(0, authority.length() - usual.length()) : authority;
    }

    private String fullPath() {
        int slash = base.indexOf('/', base.indexOf("://") + 3);
        String prefix = slash < 0 ? "" : base.substring(slash).replaceAll("/+$", "");
        return prefix + (path.isEmpty() ? "/" : path);
    }

    private String target() {
        return fullPath() + (query == null ? "" : "?" + query);
    }
}
