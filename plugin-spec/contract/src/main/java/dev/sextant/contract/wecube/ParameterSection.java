package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ObjectSpec;
import dev.sextant.contract.manifest.OutputParameter;
import dev.sextant.contract.manifest.ParameterType;
import dev.sextant.contract.manifest.PropertySpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What services take and give, and the objects among it. */
final class ParameterSection {

    private final Set<String> objects;

    /** A reader of parameters that may refer to the objects of these names. */
    ParameterSection(List<String> objects) {
        this.objects = new HashSet<>(objects);
    }

    /** The objects of a package. */
    static List<ObjectSpec> objects(ElementReader reader) {
        List<ElementReader> found = reader.items("paramObjects", "paramObject");
        ParameterSection section = new ParameterSection(
                found.stream().map(object -> object.required("name")).collect(Collectors.toList()));
        Set<String> names = new HashSet<>();
        List<ObjectSpec> objects = new ArrayList<>();
        for (ElementReader object : found) {
            String name = String.valueOf(object.optional("name") == null ? "" : object.optional("name"));
            if (!name.isEmpty() && !names.add(name)) {
                object.error("name", "'" + name + "' is there twice; each object needs a name of its own");
            }
            List<PropertySpec> properties =
                    object.children("property").stream().map(section::property).toList();
            objects.add(new ObjectSpec(name, Mapping.expression(object, "mapExpr"), properties));
        }
        return objects;
    }

    private PropertySpec property(ElementReader property) {
        Shape shape = shape(property, DataType.of(property, "dataType"));
        Mapping mapping = Mapping.ofProperty(property);
        return new PropertySpec(
                property.required("name"),
                shape.type,
                shape.items,
                shape.object,
                List.of(),
                property.flag("required"),
                property.flag("sensitiveData"),
                List.of(),
                mapping.value(),
                mapping.source(),
                null,
                Forms.localized(property.prose("description")));
    }

    List<InputParameter> inputs(ElementReader service) {
        List<InputParameter> inputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ElementReader parameter : service.items("inputParameters", "parameter")) {
            String name = parameter.requiredText("parameter's name");
            Shape shape = shape(parameter, DataType.orString(parameter, "datatype"));
            Mapping mapping = Mapping.ofInput(parameter);
            InputParameter input = new InputParameter(
                    name,
                    shape.type,
                    shape.items,
                    shape.object,
                    List.of(),
                    null,
                    parameter.flag("required"),
                    parameter.flag("sensitiveData"),
                    List.of(),
                    mapping.value(),
                    mapping.source(),
                    null,
                    Forms.localized(parameter.prose("description")));
            if (isFirst(parameter, name, names)) {
                inputs.add(input);
            }
        }
        return inputs;
    }

    List<OutputParameter> outputs(ElementReader service) {
        List<OutputParameter> outputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ElementReader parameter : service.items("outputParameters", "parameter")) {
            String name = parameter.requiredText("parameter's name");
            Shape shape = shape(parameter, DataType.orString(parameter, "datatype"));
            OutputParameter output = new OutputParameter(
                    name,
                    shape.type,
                    shape.items,
                    shape.object,
                    List.of(),
                    parameter.flag("sensitiveData"),
                    Mapping.ofOutput(parameter).source(),
                    null,
                    Forms.localized(parameter.prose("description")));
            if (isFirst(parameter, name, names)) {
                outputs.add(output);
            }
        }
        return outputs;
    }

    private static boolean isFirst(ElementReader parameter, String name, Set<String> names) {
        boolean first = name.isEmpty() || names.add(name);
        if (!first) {
            parameter.ignore("", "The parameter '" + name + "' is there twice; the first holds");
        }
        return first;
    }

    private Shape shape(ElementReader reader, DataType type) {
        String object = reader.optional("refObjectName");
        if (object != null && !objects.contains(object)) {
            reader.error("refObjectName", Findings.quote(object) + " is not under paramObjects");
        }
        boolean several = reader.flag("multiple") || type == DataType.LIST;
        if (!several) {
            return new Shape(type.parameter(), null, object);
        }
        ParameterType items =
                type == DataType.LIST ? object == null ? ParameterType.STRING : ParameterType.OBJECT : type.parameter();
        return new Shape(ParameterType.ARRAY, items, object);
    }

    private record Shape(
            ParameterType type,
            @Nullable ParameterType items,
            @Nullable String object) {}
}
