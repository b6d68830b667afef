package io.jamesagents.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;

/** webadmin, called as an administrator calls it. */
record Webadmin(AgentsServer server) {

    String token() throws IOException {
        return Files.readString(server.options().data().resolve(WebadminToken.TOKEN))
                .trim();
    }

    int get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.webadminPort() + path))
                .header("Authorization", authorization)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
