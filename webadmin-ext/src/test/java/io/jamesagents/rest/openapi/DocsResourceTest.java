package io.jamesagents.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsResourceTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private static TestingApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void pageShouldLinkToNothingButFilesOfThisServer() {
        Answer page = api.call(null, "GET", "/docs");
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("connect-src 'self'")
                .doesNotContain("http");
        assertThat(LINK.matcher(page.response().body()).results().map(MatchResult::group))
                .hasSize(4);
        LINK.matcher(page.response().body())
                .results()
                .map(link -> "/" + link.group(1))
                .forEach(link -> assertThat(api.call(null, "GET", link).status())
                        .as(link)
                        .isEqualTo(200));
        assertThat(api.call(null, "GET", "/docs/docs.js").response().body()).contains("url: \"openapi.json\"");
    }

    @ParameterizedTest
    @CsvSource({
        "docs.js, text/javascript",
        "swagger-ui-bundle.js, text/javascript",
        "swagger-ui.css, text/css",
        "favicon-32x32.png, image/png"
    })
    void fileShouldHaveItsType(String name, String type) {
        Answer file = api.call(null, "GET", "/docs/" + name, null, "Accept", "*/*");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith(type);
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.response().body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs.html",
                "index.html",
                "..%2fOpenApi.class",
                "../docs/OpenApi.class",
                "%2e%2e%2fdocs.js",
                "swagger-ui.css%00",
                "swagger-ui.js",
                "pom.properties"
            })
    void otherFilesShouldNotBeThere(String name) {
        assertThat(api.call(null, "GET", "/docs/" + name).status()).isIn(400, 404);
    }
}
