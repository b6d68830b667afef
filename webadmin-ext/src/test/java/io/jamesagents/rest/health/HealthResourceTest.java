package io.jamesagents.rest.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.Test;

class HealthResourceTest {
    @Test
    void healthShouldFollowTheStore() throws Exception {
        try (TestingApi api = TestingApi.start()) {
            Answer well = api.call(null, "GET", "/health");
            assertThat(well.status()).isEqualTo(200);
            assertThat(well.at("/status")).isEqualTo("ok");
            api.breakStore();
            Answer ill = api.call(null, "GET", "/health");
            assertThat(ill.status()).isEqualTo(503);
            assertThat(ill.at("/status")).isEqualTo("unavailable");
            assertThat(ill.header("X-RateLimit-Limit")).isEqualTo("100");
        }
    }
}
