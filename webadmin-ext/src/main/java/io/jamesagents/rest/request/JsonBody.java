package io.jamesagents.rest.request;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.jamesagents.AgentsException;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** JSON that came from outside: what is wrong with it is said in words of the request, with the field's name. */
public final class JsonBody {
    private static final int MAX_DEPTH = 64;
    private static final ObjectMapper STRICT = strict();

    private JsonBody() {}

    private static ObjectMapper strict() {
        ObjectMapper mapper = Json.MAPPER.copy().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        for (CoercionInputShape shape : List.of(CoercionInputShape.Integer, CoercionInputShape.String)) {
            mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(shape, CoercionAction.Fail);
        }
        JsonSetter.Value noNulls = JsonSetter.Value.forContentNulls(Nulls.FAIL);
        mapper.configOverride(List.class).setSetterInfo(noNulls);
        mapper.configOverride(Map.class).setSetterInfo(noNulls);
        return mapper;
    }

    /** An object; an empty one for no bytes. */
    static JsonNode parse(byte[] bytes) {
        JsonNode body = isBlank(bytes) ? STRICT.createObjectNode() : value(bytes);
        if (!body.isObject()) {
            throw new Invalid("", "The request body must be a JSON object");
        }
        return body;
    }

    /** Any value, unless it is nested too deeply. */
    public static JsonNode value(byte[] bytes) {
        try {
            requireShallow(bytes);
            return STRICT.readTree(bytes);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
            throw new Invalid("", "The request body is not valid JSON" + place);
        } catch (IOException e) {
            throw new Invalid("", "The request body is not valid JSON");
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Deep values would exhaust the stack of whoever walks them. */
    private static void requireShallow(byte[] bytes) throws IOException {
        int depth = 0;
        try (JsonParser parser = STRICT.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > MAX_DEPTH) {
                    throw new Invalid("", "The request body is nested too deeply");
                }
            }
        }
    }

    /** Reads a whole body. */
    public static <T> T read(byte[] bytes, Class<T> type) {
        return bind(parse(bytes), type);
    }

    static <T> T bind(JsonNode body, Class<T> type) {
        return bind(body, type, "");
    }

    /** Reads a value that is the given field of the body. */
    public static <T> T bind(JsonNode value, Class<T> type, String field) {
        try {
            return STRICT.treeToValue(value, type);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof AgentsException known) {
                throw known;
            }
            throw wrong(e, path(field, e));
        } catch (JsonProcessingException e) {
            throw new Invalid(field, "The request body is not valid");
        }
    }

    private static String path(String field, JsonMappingException e) {
        StringBuilder path = new StringBuilder(field);
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static Invalid wrong(JsonMappingException e, String path) {
        String name = path.isEmpty() ? "The request body" : path;
        if (e instanceof InvalidNullException) {
            return new Invalid(path, name + " must not be null");
        }
        Class<?> target = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return new Invalid(path, name + " must be " + (target == null ? "of another type" : words(target)));
    }

    private static String words(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive() ? "a number" : "an object";
    }
}
