package io.jamesagents.rest.openapi;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.rest.access.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** A page on which people read the description of this API and try it: Swagger UI, and nothing from elsewhere. */
@Path("docs")
public final class DocsResource {
    private static final String HTML = "text/html;charset=utf-8";
    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final String PAGE = "docs.html";
    private static final String START = "docs.js";
    /** Swagger UI sets styles on elements, and draws its icons as data. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    private static final Map<String, String> FILES = Map.of(
            START,
            SCRIPT,
            "swagger-ui-bundle.js",
            SCRIPT,
            "swagger-ui.css",
            "text/css;charset=utf-8",
            "favicon-32x32.png",
            "image/png");

    private static String version() {
        Properties about = new Properties();
        try (InputStream file =
                DocsResource.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            about.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return about.getProperty("version");
    }

    @GET
    @Public
    @Doc(value = "Show this API to people", gives = MediaType.TEXT_HTML)
    public Response page() {
        return answer(PAGE, HTML);
    }

    /** One of the files that the page needs, and no others. */
    @GET
    @Path("{file}")
    @Public
    @Doc(value = "Get a file of that page", gives = MediaType.WILDCARD)
    public Response file(@PathParam("file") String name) {
        String type = FILES.get(name);
        if (type == null) {
            throw new NotFound("File");
        }
        return answer(name, type);
    }

    private static Response answer(String name, String type) {
        String place = name.equals(PAGE) || name.equals(START) ? name : LIBRARY + name;
        try (InputStream file = DocsResource.class.getResourceAsStream(place)) {
            return Response.ok(file.readAllBytes(), type)
                    .header("Content-Security-Policy", POLICY)
                    .header("Referrer-Policy", "no-referrer")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
