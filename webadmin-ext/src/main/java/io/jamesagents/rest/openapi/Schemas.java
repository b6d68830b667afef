package io.jamesagents.rest.openapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The schemas of Java types, in the dialect of OpenAPI 3.0; those of records are collected under their names. */
final class Schemas {
    private static final String NULLABLE = "nullable";
    private static final String TIME = ".*(_at|At|timestamp|lastActive|last_activity|period_start|period_end|reset)";

    private final ObjectNode components;
    private final Function<JavaType, List<Property>> properties;
    private final Map<String, JavaType> named = new HashMap<>();

    private Schemas(ObjectNode components, Function<JavaType, List<Property>> properties) {
        this.components = components;
        this.properties = properties;
    }

    /** Of what the server writes. */
    static Schemas written(ObjectNode components) {
        return new Schemas(components, Property::written);
    }

    /** Of what the server reads. */
    static Schemas read(ObjectNode components) {
        return new Schemas(components, Property::read);
    }

    ObjectNode of(Type type) {
        return of(Json.MAPPER.getTypeFactory().constructType(type), false);
    }

    private ObjectNode of(JavaType type, boolean nullable) {
        if (type.getRawClass().isRecord()) {
            ObjectNode record = record(type);
            return nullable ? record.deepCopy().put(NULLABLE, true) : reference(type);
        }
        ObjectNode schema = object();
        if (type.isMapLikeType()) {
            schema.put("type", "object").set("additionalProperties", of(type.getContentType(), false));
        } else if (type.isCollectionLikeType() || type.isArrayType()) {
            schema.put("type", "array").set("items", of(type.getContentType(), false));
        } else {
            scalar(schema, type.getRawClass());
        }
        return nullable && schema.has("type") ? schema.put(NULLABLE, true) : schema;
    }

    /** Without a type it can be any value. */
    private static void scalar(ObjectNode schema, Class<?> type) {
        if (type == String.class) {
            schema.put("type", "string");
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type == int.class || type == Integer.class) {
            schema.put("type", "integer").put("format", "int32");
        } else if (type == long.class || type == Long.class) {
            schema.put("type", "integer").put("format", "int64");
        } else if (type == double.class || type == Double.class) {
            schema.put("type", "number");
        }
    }

    private ObjectNode reference(JavaType type) {
        return object().put("$ref", "#/components/schemas/" + name(type));
    }

    private ObjectNode record(JavaType type) {
        String name = name(type);
        JavaType owner = named.putIfAbsent(name, type);
        if (owner == null) {
            ObjectNode schema = components.putObject(name);
            describe(schema, type);
        } else if (!owner.equals(type)) {
            throw new IllegalStateException("two types are called " + name + ": " + owner + " and " + type);
        }
        return (ObjectNode) components.get(name);
    }

    private static String name(JavaType type) {
        Class<?> raw = type.getRawClass();
        StringBuilder name = new StringBuilder();
        if (raw.getEnclosingClass() != null) {
            name.append(raw.getEnclosingClass().getSimpleName().replace("Resource", ""));
        }
        name.append(raw.getSimpleName());
        type.getBindings().getTypeParameters().forEach(parameter -> name.append(name(parameter)));
        return name.toString();
    }

    private void describe(ObjectNode schema, JavaType type) {
        schema.put("type", "object");
        ArrayNode required = Json.MAPPER.createArrayNode();
        ObjectNode fields = object();
        for (Property property : properties.apply(type)) {
            if (property.unwrapped()) {
                record(property.type());
                schema.withArray("allOf").add(reference(property.type()));
            } else {
                fields.set(property.name(), field(property));
                if (property.required()) {
                    required.add(property.name());
                }
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.set("properties", fields);
    }

    private ObjectNode field(Property property) {
        ObjectNode schema = type(property, property.field());
        if (schema.path("type").asText().equals("string") && property.name().matches(TIME)) {
            schema.put("format", "date-time");
        }
        if (property.field() != null) {
            annotate(schema, property.field(), property.nullable());
        }
        return schema;
    }

    private ObjectNode type(Property property, @Nullable Field field) {
        List<JavaType> types = field == null || field.as().length == 0
                ? List.of(property.type())
                : Arrays.stream(field.as())
                        .map(type -> (JavaType) Json.MAPPER.getTypeFactory().constructType(type))
                        .toList();
        if (types.size() == 1 && !property.singleToo()) {
            return of(types.get(0), property.nullable());
        }
        ObjectNode schema = object();
        ArrayNode any = schema.putArray("anyOf");
        types.forEach(type -> any.add(of(type, property.nullable())));
        if (property.singleToo()) {
            any.add(of(property.type().getContentType(), false));
        }
        return schema;
    }

    private static void annotate(ObjectNode schema, Field field, boolean nullable) {
        if (!field.value().isEmpty()) {
            schema.put("description", field.value());
        }
        if (field.oneOf().length > 0) {
            ArrayNode words = schema.putArray("enum");
            Arrays.stream(field.oneOf()).forEach(words::add);
            if (nullable) {
                words.addNull();
            }
        }
        if (field.max() > 0) {
            schema.put(schema.path("type").asText().equals("array") ? "maxItems" : "maxLength", field.max());
        }
        if (!field.example().isEmpty()) {
            schema.set("example", Examples.value(field.example()));
        }
    }

    static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
