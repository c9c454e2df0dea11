package dev.sextant.core.pluginpackage.compare;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ObjectSpec;
import dev.sextant.contract.manifest.OutputParameter;
import dev.sextant.contract.manifest.ParameterSource;
import dev.sextant.contract.manifest.ParameterType;
import dev.sextant.contract.manifest.PropertySpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an input, an output and a property have in common, with the object that one may name looked up. */
record Shape(
        ParameterType type,
        @Nullable ParameterType items,
        @Nullable String object,
        List<PropertySpec> properties,
        boolean required,
        boolean secret,
        List<String> values,
        @Nullable Object defaultValue,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable ParameterSource source) {

    static Shape of(InputParameter one) {
        return new Shape(
                one.type(),
                one.items(),
                one.object(),
                one.properties(),
                one.required(),
                one.secret(),
                one.values(),
                one.defaultValue(),
                one.minimum(),
                one.maximum(),
                one.from());
    }

    static Shape of(OutputParameter one) {
        return new Shape(
                one.type(),
                one.items(),
                one.object(),
                one.properties(),
                false,
                one.secret(),
                List.of(),
                null,
                null,
                null,
                one.to());
    }

    static Shape of(PropertySpec one) {
        return new Shape(
                one.type(),
                one.items(),
                one.object(),
                one.properties(),
                one.required(),
                one.secret(),
                one.values(),
                one.defaultValue(),
                null,
                null,
                one.from());
    }

    /** Whether a call must bring a value along, because nothing else does. */
    boolean mustBeGiven() {
        return required && defaultValue == null && !comesByItself();
    }

    List<PropertySpec> propertiesIn(Map<String, ObjectSpec> objects) {
        var named = object == null ? null : objects.get(object);
        return named == null ? properties : named.properties();
    }

    String kind() {
        return items == null ? type.text() : type.text() + " of " + items.text();
    }

    private boolean comesByItself() {
        return source != null
                && (source.kind() == ParameterSource.Kind.RECORD || source.kind() == ParameterSource.Kind.VARIABLE);
    }
}
