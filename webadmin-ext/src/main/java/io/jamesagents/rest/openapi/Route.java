package io.jamesagents.rest.openapi;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A resource method, under the HTTP method (in lower case) and the path template that lead to it. */
record Route(String verb, String path, Method method) {

    /** All of them, by path. */
    static List<Route> of(Collection<?> resources) {
        return resources.stream()
                .map(Object::getClass)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .flatMap(Route::of)
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::verb))
                .toList();
    }

    private static Stream<Route> of(Method method) {
        String root = method.getDeclaringClass().isAnnotationPresent(Path.class)
                ? method.getDeclaringClass().getAnnotation(Path.class).value()
                : "";
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value().toLowerCase(Locale.ROOT))
                .map(verb -> new Route(verb, join(root, method.getAnnotation(Path.class)), method));
    }

    private static String join(String root, Path below) {
        String path = "/" + root + (below == null ? "" : "/" + below.value());
        return path.replaceAll("/+", "/").replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
    }

    /** The feature: a package is named after it. */
    String tag() {
        String folder = method.getDeclaringClass().getPackageName();
        return folder.substring(folder.lastIndexOf('.') + 1);
    }

    String id() {
        String resource = method.getDeclaringClass().getSimpleName().replace("Resource", "");
        return resource + "." + method.getName();
    }
}
