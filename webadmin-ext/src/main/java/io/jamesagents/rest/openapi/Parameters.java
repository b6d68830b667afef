package io.jamesagents.rest.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.rest.request.TakenParameter;
import io.jamesagents.rest.request.Takes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of an operation: those of its path, and those that its method {@link Takes}. */
final class Parameters {
    private static final Pattern TEMPLATE = Pattern.compile("\\{(\\w+)}");
    private static final String EMAIL = "email";
    private static final String ID = "^[A-Za-z0-9_-]{1,64}$";

    private Parameters() {}

    static ArrayNode of(Route route) {
        ArrayNode parameters = Json.MAPPER.createArrayNode();
        Matcher template = TEMPLATE.matcher(route.path());
        while (template.find()) {
            parameters.add(inPath(template.group(1)));
        }
        taken(route).forEach(taken -> parameters.add(taken(taken)));
        return parameters;
    }

    private static List<TakenParameter> taken(Route route) {
        return TakenParameter.of(route.method().getAnnotation(Takes.class));
    }

    /** Whether the request says which object it is about, so that there may be none. */
    static boolean nameObjects(Route route) {
        return route.path().contains("{")
                || taken(route).stream().anyMatch(taken -> taken.name().matches(".+_ids?"));
    }

    private static ObjectNode inPath(String name) {
        ObjectNode parameter = Schemas.object()
                .put("name", name)
                .put("in", "path")
                .put("required", true)
                .put("description", name.equals(EMAIL) ? "The address" : "The id of the " + name);
        ObjectNode schema = Schemas.object().put("type", "string");
        parameter.set("schema", name.equals(EMAIL) ? schema.put("format", EMAIL) : schema.put("pattern", ID));
        return parameter;
    }

    private static ObjectNode taken(TakenParameter taken) {
        ObjectNode parameter = Schemas.object()
                .put("name", taken.name())
                .put("in", taken.isHeader() ? "header" : "query")
                .put("required", taken.required())
                .put("description", taken.description());
        parameter.set("schema", schema(taken));
        return parameter;
    }

    private static ObjectNode schema(TakenParameter taken) {
        ObjectNode schema = Schemas.object();
        if (taken.max() == null) {
            schema.put("type", "string");
        } else {
            schema.put("type", "integer").put("minimum", taken.min()).put("maximum", taken.max());
        }
        if (taken.name().endsWith("_id")) {
            schema.put("pattern", ID);
        }
        if (!taken.words().isEmpty()) {
            taken.words().forEach(schema.withArray("enum")::add);
        }
        if (taken.absent() != null) {
            schema.set("default", Examples.value(taken.absent()));
        }
        return schema;
    }
}
