package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.DynamicModel;
import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.HttpMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data model of a package. */
final class DataModelSection {

    private static final String STANDARD_PATH = "/data-model";

    private final ElementReader reader;
    private final String plugin;

    DataModelSection(ElementReader reader, String plugin) {
        this.reader = reader;
        this.plugin = plugin;
    }

    /** Where the model is asked for; null when it is fixed. */
    @Nullable DynamicModel dynamic() {
        DynamicModel found = null;
        for (ElementReader model : reader.children("dataModel")) {
            boolean dynamic = model.flag("isDynamic");
            String path = model.optional("path");
            if (path != null && !Forms.PATH.matcher(path).matches()) {
                model.error("path", Findings.quote(path) + " is not allowed; write " + Forms.PATH_HINT);
            }
            HttpMethod method = Methods.read(model, "method", HttpMethod.GET);
            if (dynamic) {
                found = new DynamicModel(method, path == null ? STANDARD_PATH : path);
            } else if (path != null) {
                model.ignore("path", "The model is not dynamic, so that it is asked for nowhere");
            }
        }
        return found;
    }

    List<EntitySpec> entities() {
        List<EntitySpec> entities = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ElementReader entity : reader.items("dataModel", "entity")) {
            EntitySpec read = entity(entity);
            if (!read.name().isEmpty() && !names.add(read.name())) {
                entity.error("name", "'" + read.name() + "' is there twice; each entity needs a name of its own");
            }
            entities.add(read);
        }
        return entities;
    }

    private EntitySpec entity(ElementReader entity) {
        String name = entity.required("name", Forms.ENTITY, Forms.ENTITY_HINT);
        String title = entity.prose("displayName");
        if (title == null) {
            entity.warning("displayName", "'displayName' is missing; people will read the name '" + name + "'");
        }
        List<AttributeSpec> attributes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ElementReader attribute : entity.children("attribute")) {
            AttributeSpec read = attribute(attribute);
            if (read.name().isEmpty() || names.add(read.name())) {
                attributes.add(read);
            } else {
                attribute.ignore("", "The attribute '" + read.name() + "' is there twice; the first holds");
            }
        }
        return new EntitySpec(name, Forms.localized(title), Forms.localized(entity.prose("description")), attributes);
    }

    private AttributeSpec attribute(ElementReader attribute) {
        String name = attribute.required("name");
        DataType type = DataType.of(attribute, "datatype");
        return new AttributeSpec(
                name,
                type.attribute(),
                attribute.flag("required"),
                reference(attribute, type == DataType.REFERENCE),
                attribute.flag("multiple") || type == DataType.LIST,
                List.of(),
                null,
                null,
                Forms.localized(attribute.prose("description")));
    }

    private @Nullable EntityName reference(ElementReader attribute, boolean wanted) {
        String owner = attribute.optional("refPackage", "refPackageName");
        String entity = attribute.optional("refEntity", "refEntityName");
        String end = attribute.optional("ref", "refAttributeName");
        if (attribute.optional("refVersion") != null) {
            attribute.ignore("refVersion", "References hold with every version of the package that owns the entity");
        }
        if (wanted && entity == null) {
            attribute.error("refEntity", "A reference names an entity; write refEntity=\"…\" (or refEntityName)");
        }
        if (wanted && end == null) {
            attribute.error(
                    "ref", "A reference names the attribute it ends at; write ref=\"id\" (or refAttributeName)");
        }
        if (entity == null) {
            return null;
        }
        if (end != null && !end.equals("id")) {
            attribute.ignore(
                    "ref", "References hold ids here; the attribute " + Findings.quote(end) + " is not looked up");
        }
        EntityName name = Forms.entity(owner == null ? plugin : owner, entity);
        if (name == null) {
            attribute.error("refEntity", "Names of packages and entities have " + Forms.ENTITY_HINT);
        }
        return name;
    }
}
