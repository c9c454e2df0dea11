package dev.sextant.core.pluginpackage;

import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.policy.RequiresPermission;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/platform/v1/plugin-packages/uploads")
class PieceUploadController {
    private final PieceUpload uploads;
    private final PackageViews views;

    PieceUploadController(PieceUpload uploads, PackageViews views) {
        this.uploads = uploads;
        this.views = views;
    }

    record NewUpload(
            @Positive long sizeBytes,

            @Nullable @Pattern(regexp = "sha256:[0-9a-f]{64}") String digest) {}

    /**
     * An upload that goes on.
     *
     * @param offset where the next piece begins
     * @param largestPiece how many bytes a piece has at most
     * @param expiresAt when it is forgotten, unless a piece comes
     */
    record UploadView(String id, long sizeBytes, long offset, int largestPiece, Instant expiresAt) {
        static UploadView from(OpenUpload upload) {
            return new UploadView(
                    upload.id(),
                    upload.sizeBytes(),
                    upload.received(),
                    PieceUpload.LARGEST_PIECE,
                    upload.touchedAt().plus(PieceUpload.KEPT));
        }
    }

    /** Begins an upload in pieces. */
    @PostMapping
    @RequiresPermission("packages:manage")
    @Idempotent
    ResponseEntity<UploadView> begin(@Valid @RequestBody NewUpload request, Caller caller) {
        var begun = uploads.begin(request.sizeBytes(), request.digest(), caller.subject());
        return ResponseEntity.created(URI.create("/platform/v1/plugin-packages/uploads/" + begun.id()))
                .body(UploadView.from(begun));
    }

    /** How far an upload has come. */
    @GetMapping("/{id}")
    @RequiresPermission("packages:manage")
    UploadView get(@PathVariable String id) {
        return UploadView.from(uploads.find(id));
    }

    /** Takes the next piece; sent again, it is refused with where to go on. */
    @PutMapping(path = "/{id}/content", consumes = "application/octet-stream")
    @RequiresPermission("packages:manage")
    UploadView append(
            @PathVariable String id,
            @RequestParam @PositiveOrZero long offset,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        return UploadView.from(uploads.append(id, offset, request.getInputStream(), request.getContentLengthLong()));
    }

    /** Verifies the archive and makes a package of it. */
    @PostMapping("/{id}/complete")
    @RequiresPermission("packages:manage")
    @Idempotent
    ResponseEntity<PluginPackageView> complete(@PathVariable String id, Caller caller) {
        var added = uploads.complete(id, caller.subject());
        return ResponseEntity.created(URI.create("/platform/v1/plugin-packages/" + added.id()))
                .body(views.of(added));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("packages:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        uploads.remove(uploads.find(id).id());
    }
}
