package dev.sextant.core.resource;

import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/platform/v1/resource-items/{id}")
class BucketController {
    private final BucketReading reading;

    BucketController(BucketReading reading) {
        this.reading = reading;
    }

    /** What lies in a plugin's bucket, by key; only keys that begin with the prefix, where one is given. */
    @GetMapping("/objects")
    @RequiresPermission("resources:manage")
    Page<BucketObject> objects(
            @PathVariable String id, PageQuery page, @RequestParam(defaultValue = "") String prefix) {
        var after = page.after() == null ? null : page.after().text(0);
        var rows = reading.list(id, new BucketObjects.Query(prefix, after, page.rows()));
        return Page.of(rows, page, object -> Cursor.of(object.key()));
    }

    /** One object of a plugin's bucket, as a file to be kept and never to be shown: a plugin wrote it, not the platform. */
    @GetMapping(path = "/object", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @RequiresPermission("resources:manage")
    ResponseEntity<InputStreamResource> object(@PathVariable String id, @RequestParam String key, Caller caller) {
        var name = ContentDisposition.attachment()
                .filename(ObjectKeys.fileName(key), StandardCharsets.UTF_8)
                .build();
        var content = reading.open(id, key, caller.subject());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(content.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(new InputStreamResource(content.stream()));
    }
}
