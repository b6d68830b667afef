package io.jamesagents.rest.openapi;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.jamesagents.Json;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A field of a JSON object, as the mapper writes or reads it. The fields of one that is {@code unwrapped} stand beside it in
 * its place; one that is {@code singleToo} is a list that may also be its only entry.
 */
record Property(
        String name,
        JavaType type,
        boolean required,
        boolean nullable,
        boolean unwrapped,
        boolean singleToo,
        @Nullable Field field) {

    /** What the mapper writes of a record; it asks the mapper itself, so that names and generics are right. */
    static List<Property> written(JavaType type) {
        BeanDescription bean = Json.MAPPER.getSerializationConfig().introspect(type);
        Map<String, RecordComponent> components = Arrays.stream(
                        type.getRawClass().getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        return bean.findProperties().stream()
                .map(property -> written(bean, property, components.get(property.getInternalName())))
                .toList();
    }

    private static Property written(
            BeanDescription bean, BeanPropertyDefinition property, @Nullable RecordComponent component) {
        JsonInclude.Value inclusion =
                bean.findPropertyInclusion(JsonInclude.Value.empty()).withOverrides(property.findInclusion());
        boolean always = inclusion.getValueInclusion() != JsonInclude.Include.NON_NULL;
        return new Property(
                property.getName(),
                property.getPrimaryType(),
                always,
                always && component != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                property.getAccessor().hasAnnotation(JsonUnwrapped.class),
                false,
                component == null ? null : component.getAnnotation(Field.class));
    }

    /** What is read into a record that requests bring. What need not be there may be null. */
    static List<Property> read(JavaType type) {
        return Arrays.stream(type.getRawClass().getRecordComponents())
                .map(Property::read)
                .toList();
    }

    private static Property read(RecordComponent component) {
        Field field = component.getAnnotation(Field.class);
        JsonProperty name = annotation(component, JsonProperty.class);
        JsonFormat format = annotation(component, JsonFormat.class);
        boolean required = field != null && field.required();
        return new Property(
                name == null || name.value().isEmpty() ? component.getName() : name.value(),
                Json.MAPPER.getTypeFactory().constructType(component.getGenericType()),
                required,
                !required && !component.getType().isPrimitive(),
                false,
                format != null
                        && Arrays.asList(format.with()).contains(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY),
                field);
    }

    /** Jackson's annotations go to the accessor. */
    private static <A extends Annotation> @Nullable A annotation(RecordComponent component, Class<A> type) {
        return component.getAccessor().getAnnotation(type);
    }
}
