package io.jamesagents.search.elastic;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * How Elasticsearch is reached.
 *
 * @param nodes any of them is asked; none ends with a slash
 * @param authorization the header, empty for a cluster that asks for none
 * @param prefix of the names of all our indexes there
 * @param timeout of one request
 */
public record ElasticSettings(List<URI> nodes, String authorization, String prefix, int shards, Duration timeout) {
    private static final String KEY = "agents.search.elasticsearch.";
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    public ElasticSettings {
        nodes = List.copyOf(nodes);
    }

    public static ElasticSettings read(Settings settings) {
        String prefix = settings.required(KEY + "index");
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidSetting(KEY + "index", "must be of lower-case letters, digits and dashes");
        }
        return new ElasticSettings(
                nodes(settings),
                authorization(settings),
                prefix,
                settings.integer(KEY + "shards", 1, 1024),
                Duration.ofMillis(settings.number(KEY + "timeout-ms", 100, 120_000)));
    }

    private static List<URI> nodes(Settings settings) {
        List<URI> nodes = settings.list(KEY + "url").stream()
                .map(url -> url.replaceAll("/+$", ""))
                .map(ElasticSettings::node)
                .toList();
        if (nodes.isEmpty()) {
            throw new InvalidSetting(KEY + "url", "must not be empty");
        }
        if (nodes.stream().map(URI::getPath).distinct().count() > 1) {
            throw new InvalidSetting(KEY + "url", "must have the same path for all nodes");
        }
        return nodes;
    }

    private static URI node(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Is said below.
        }
        throw new InvalidSetting(KEY + "url", "must be http or https URLs, such as http://host:9200");
    }

    private static String authorization(Settings settings) {
        String key = settings.text(KEY + "api-key");
        String user = settings.text(KEY + "user");
        if (!key.isEmpty()) {
            return "ApiKey " + key;
        }
        if (user.isEmpty()) {
            return "";
        }
        String both = user + ":" + settings.text(KEY + "password");
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    /** A client that waits no longer than the timeout for anything, and gives the key to these nodes alone. */
    RestClient client() {
        int millis = Math.toIntExact(timeout.toMillis());
        RestClientBuilder builder = RestClient.builder(nodes.stream()
                        .map(node -> new HttpHost(node.getHost(), node.getPort(), node.getScheme()))
                        .toArray(HttpHost[]::new))
                .setRequestConfigCallback(config -> config.setConnectTimeout(millis)
                        .setSocketTimeout(millis)
                        .setConnectionRequestTimeout(millis)
                        .setRedirectsEnabled(false));
        if (!authorization.isEmpty()) {
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", authorization)});
        }
        if (!path().isEmpty()) {
            builder.setPathPrefix(path());
        }
        return builder.build();
    }

    private String path() {
        return nodes.get(0).getPath() == null ? "" : nodes.get(0).getPath();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ElasticSettings[" + nodes + ", " + prefix + ", " + shards + ", " + timeout + "]";
    }
}
