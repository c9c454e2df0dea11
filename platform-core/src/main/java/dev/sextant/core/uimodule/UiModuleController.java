package dev.sextant.core.uimodule;

import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Page;
import dev.sextant.web.policy.OpenToAll;
import dev.sextant.web.policy.SignedIn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@RequestMapping(UiModuleController.PATH)
class UiModuleController {
    static final String PATH = "/platform/v1/ui-modules";

    private final UiMenus menus;
    private final UiFiles files;

    UiModuleController(UiMenus menus, UiFiles files) {
        this.menus = menus;
        this.files = files;
    }

    /** The places in the menu that open plugins' pages, for the caller. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @SignedIn("Each caller is shown the entries that his permissions open")
    Page<UiMenu> list(Caller caller) {
        return Page.whole(menus.visibleTo(caller));
    }

    /** A file of a plugin's pages; what lies at this address never changes. */
    @GetMapping("/{plugin}/{packageId}/{*file}")
    @OpenToAll(
            "A frame cannot send a token; the files are code without secrets, of registered packages, at ids that only"
                    + " those who are signed in are told")
    @Hidden
    @Nullable ResponseEntity<InputStreamResource> file(
            @PathVariable String plugin,
            @PathVariable String packageId,
            @PathVariable String file,
            WebRequest request) {
        var brought = files.brought(plugin, packageId);
        var etag = "\"%s\"".formatted(brought.id());
        if (request.checkNotModified(etag)) {
            return null;
        }
        var opened = files.open(brought, file.isEmpty() ? file : file.substring(1));
        return ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
                .contentType(opened.type())
                .contentLength(opened.size())
                .body(opened.content());
    }
}
