package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.problem.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An uploaded, versioned archive and where it stands in its life; each change is a compare-and-set on its revision. */
@Entity
@Table(name = "plugin_package")
class PluginPackage {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SEARCH_TEXT = 600;

    @Id
    private String id;

    private String name;
    private String version;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private PackageState state;

    private String searchText;
    private long sizeBytes;
    private String digest;
    private String objectKey;
    private String imageId;

    @Column(length = Length.LONG32)
    private String manifest;

    private Instant uploadedAt;
    private String uploadedBy;

    private @Nullable Instant registeredAt;
    private @Nullable String registeredBy;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private SignatureVerdict verdict;

    private @Nullable String signer;
    private boolean acceptedUnsigned;
    private boolean acceptedOlder;

    @Version
    private @Nullable Long revision;

    @SuppressWarnings("NullAway.Init")
    protected PluginPackage() {}

    PluginPackage(
            String id,
            PluginManifest manifest,
            StoredArchive archive,
            Verdict verdict,
            String uploadedBy,
            Instant uploadedAt) {
        this.id = id;
        this.name = manifest.name();
        this.version = manifest.version().toString();
        this.state = PackageState.UPLOADED;
        this.searchText = searchText(manifest);
        this.sizeBytes = archive.sizeBytes();
        this.digest = archive.digest();
        this.objectKey = archive.objectKey();
        this.imageId = archive.imageId();
        this.manifest = JSON.writeValueAsString(manifest);
        this.verdict = verdict.verdict();
        this.signer = verdict.keyId();
        this.uploadedBy = uploadedBy;
        this.uploadedAt = uploadedAt;
    }

    void register(PackageTrust.Acceptance accepted, String actor, Instant now) {
        checkRegistrable();
        state = PackageState.REGISTERED;
        registeredAt = now;
        registeredBy = actor;
        acceptedUnsigned = accepted.unsigned();
        acceptedOlder = accepted.older();
    }

    void checkRegistrable() {
        require(PackageState.UPLOADED, "registered");
    }

    void decommission() {
        require(PackageState.REGISTERED, "decommissioned");
        state = PackageState.DECOMMISSIONED;
    }

    void checkLaunchable() {
        require(PackageState.REGISTERED, "launched");
    }

    void checkDeletable() {
        if (state == PackageState.REGISTERED) {
            throw new ProblemException(
                    PackageError.PACKAGE_STATE,
                    "%s is registered; decommission it before it is deleted".formatted(label()));
        }
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    SemanticVersion version() {
        return SemanticVersion.of(version);
    }

    PackageState state() {
        return state;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    String digest() {
        return digest;
    }

    String objectKey() {
        return objectKey;
    }

    String imageId() {
        return imageId;
    }

    PluginManifest manifest() {
        return JSON.readValue(manifest, PluginManifest.class);
    }

    Instant uploadedAt() {
        return uploadedAt;
    }

    String uploadedBy() {
        return uploadedBy;
    }

    @Nullable Instant registeredAt() {
        return registeredAt;
    }

    @Nullable String registeredBy() {
        return registeredBy;
    }

    /** What its signature was worth when it was uploaded. */
    SignatureVerdict verdict() {
        return verdict;
    }

    /** The key that its signature names. */
    @Nullable String signer() {
        return signer;
    }

    PackageTrust.Acceptance acceptance() {
        return new PackageTrust.Acceptance(acceptedUnsigned, acceptedOlder);
    }

    /** How people name it: {@code inventory 1.0.0}. */
    String label() {
        return name + " " + version;
    }

    private void require(PackageState wanted, String verb) {
        if (state != wanted) {
            throw new ProblemException(
                    PackageError.PACKAGE_STATE,
                    "%s is %s; only a package that is %s can be %s".formatted(label(), state, wanted, verb));
        }
    }

    private static String searchText(PluginManifest manifest) {
        var title = manifest.title();
        var text = String.join(" ", manifest.name(), title.en(), chinese(title)).toLowerCase(Locale.ROOT);
        return text.length() > SEARCH_TEXT ? text.substring(0, SEARCH_TEXT) : text;
    }

    private static String chinese(Localized title) {
        return title.zh() == null ? "" : title.zh();
    }
}
