package dev.sextant.core.dynamicmodel;

import dev.sextant.web.identity.Caller;
import dev.sextant.web.policy.RequiresPermission;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DynamicModelController {
    private final DynamicModels models;

    DynamicModelController(DynamicModels models) {
        this.models = models;
    }

    /** Asks the plugin for its data model once more; harmless to repeat. */
    @PostMapping("/platform/v1/plugin-packages/{id}/data-model/refresh")
    @RequiresPermission("packages:manage")
    DynamicModels.Refreshed refresh(@PathVariable String id, Caller caller) {
        return models.refresh(id, caller.subject());
    }
}
