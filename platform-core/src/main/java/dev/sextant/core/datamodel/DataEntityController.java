package dev.sextant.core.datamodel;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.web.page.Page;
import dev.sextant.web.policy.RequiresPermission;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DataEntityController {
    private final DataModel dataModel;

    DataEntityController(DataModel dataModel) {
        this.dataModel = dataModel;
    }

    /** The data entities that registered plugins publish. */
    @GetMapping("/platform/v1/data-entities")
    @RequiresPermission("packages:read")
    Page<DataEntityView> list() {
        return Page.whole(
                dataModel.entities().stream().map(DataEntityView::from).toList());
    }

    record DataEntityView(
            String plugin,
            String name,
            @Nullable Localized title,
            @Nullable Localized summary,
            List<AttributeSpec> attributes) {

        static DataEntityView from(DataEntity entity) {
            var spec = entity.spec();
            return new DataEntityView(entity.plugin(), spec.name(), spec.title(), spec.summary(), spec.attributes());
        }
    }
}
