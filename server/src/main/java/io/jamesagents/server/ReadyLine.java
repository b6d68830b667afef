package io.jamesagents.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a program that started the server reads on its stdout, once everything listens. */
record ReadyLine(
        @JsonProperty boolean ready,
        @JsonProperty String http,
        @JsonProperty String smtp,
        @JsonProperty String imap,
        @JsonProperty String webadmin,
        @JsonProperty String domain,
        @JsonProperty("admin_key_file") String adminKeyFile) {

    static ReadyLine of(AgentsServer server) {
        ServeOptions options = server.options();
        String host = options.bind() + ":";
        return new ReadyLine(
                true,
                "http://" + host + options.http(),
                host + options.smtp(),
                host + options.imap(),
                "http://" + host + options.webadmin(),
                server.setting("agents.domain"),
                server.adminKeyFile().toString());
    }

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
