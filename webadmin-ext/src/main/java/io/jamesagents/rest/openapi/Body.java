package io.jamesagents.rest.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the body of a request may be: a record as JSON, unless that is null, or files of some media types. */
record Body(@Nullable Class<?> json, List<String> files) {

    /** Empty when the operation has no body. */
    static Optional<Body> of(Route route, Doc doc) {
        Class<?> json = Arrays.stream(route.method().getParameters())
                .filter(Body::isEntity)
                .map(Parameter::getType)
                .findFirst()
                .orElse(null);
        Class<?> said = doc.body() == void.class ? json : doc.body();
        return said == null && doc.files().length == 0
                ? Optional.empty()
                : Optional.of(new Body(said, List.of(doc.files())));
    }

    /** JAX-RS takes for the body what has no annotation of its own. */
    private static boolean isEntity(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .noneMatch(annotation ->
                        annotation.annotationType().getPackageName().startsWith("jakarta.ws.rs"));
    }

    /** Whether it can name an object that does not exist. */
    boolean namesObjects() {
        return json != null
                && Arrays.stream(json.getRecordComponents())
                        .map(component -> component.getAccessor().getAnnotation(JsonProperty.class))
                        .anyMatch(name -> name != null && name.value().matches(".+_ids?|filter|attachments"));
    }
}
