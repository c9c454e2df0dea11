package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.ListSeal;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.trust.StoredKey;
import dev.sextant.core.trust.TrustStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges packages by the trust store as it is, and refuses what is not trusted or accepted. */
@Component
class PackageTrust {
    private final TrustStore keys;
    private final PackageProvenance provenance;
    private final PackageSettings settings;

    PackageTrust(TrustStore keys, PackageProvenance provenance, PackageSettings settings) {
        this.keys = keys;
        this.provenance = provenance;
        this.settings = settings;
    }

    /**
     * What was accepted explicitly when a package was registered.
     *
     * @param unsigned that no trusted key has signed it
     * @param older that a higher version was here before
     */
    record Acceptance(boolean unsigned, boolean older) {
        static final Acceptance NOTHING = new Acceptance(false, false);
    }

    /** The verdict on an archive that is being uploaded; a modified one is refused. */
    Verdict judgeUpload(String label, @Nullable ListSeal seal) {
        var signature = seal == null ? null : seal.signature();
        if (seal == null || signature == null) {
            refuseByPolicy(label, Verdict.UNSIGNED);
            return Verdict.UNSIGNED;
        }
        var known = Optional.ofNullable(keys.find(List.of(signature.keyId())).get(signature.keyId()));
        var verdict = judge(seal, known);
        refuseModified(label, verdict);
        refuseByPolicy(label, verdict);
        return verdict;
    }

    /** The verdicts of now, by the packages' ids. */
    Map<String, Verdict> judge(Collection<PluginPackage> packages) {
        var signers = packages.stream()
                .flatMap(found -> Optional.ofNullable(found.signer()).stream())
                .distinct()
                .toList();
        var known = keys.find(signers);
        var verdicts = new LinkedHashMap<String, Verdict>();
        packages.forEach(found ->
                verdicts.put(found.id(), judge(found, Optional.ofNullable(known.get(signer(found))))));
        return verdicts;
    }

    /** Refuses to register what nobody vouches for; says what was accepted that had to be. */
    Acceptance checkRegister(PluginPackage found, Acceptance given) {
        var verdict = judgeAndHold(found);
        refuseDistrusted(found, verdict);
        var highest = provenance.highest(List.of(found.name())).getOrDefault(found.name(), found.version());
        var needed = new Acceptance(verdict.needsAcceptance(), found.version().compareTo(highest) < 0);
        var errors = new ArrayList<ProblemError>();
        if (needed.unsigned() && !given.unsigned()) {
            errors.add(ProblemError.at(
                    "acceptUnsigned",
                    "%s; send \"acceptUnsigned\": true to register it nonetheless".formatted(verdict.words())));
        }
        if (needed.older() && !given.older()) {
            errors.add(ProblemError.at(
                    "acceptOlder",
                    "is older than %s, which was here before; send \"acceptOlder\": true to register it nonetheless"
                            .formatted(highest)));
        }
        if (!errors.isEmpty()) {
            var code =
                    needed.unsigned() && !given.unsigned() ? PackageError.PACKAGE_UNSIGNED : PackageError.PACKAGE_OLDER;
            throw new ProblemException(
                    code, "%s %s".formatted(found.label(), errors.getFirst().message()), errors);
        }
        return needed;
    }

    /** Refuses to launch what would no longer be registered. */
    void checkLaunch(PluginPackage found) {
        var verdict = judgeAndHold(found);
        refuseDistrusted(found, verdict);
        if (verdict.needsAcceptance() && !found.acceptance().unsigned()) {
            throw new ProblemException(
                    PackageError.PACKAGE_UNSIGNED,
                    "%s %s, and nobody has accepted that; trust its key, or decommission it and register it anew"
                            .formatted(found.label(), verdict.words()));
        }
    }

    private void refuseDistrusted(PluginPackage found, Verdict verdict) {
        refuseModified(found.label(), verdict);
        if (verdict.verdict() == SignatureVerdict.REVOKED_KEY) {
            throw new ProblemException(
                    PackageError.PACKAGE_KEY_REVOKED,
                    "%s %s; let its owner sign it with another key".formatted(found.label(), verdict.words()));
        }
        refuseByPolicy(found.label(), verdict);
    }

    private void refuseByPolicy(String label, Verdict verdict) {
        if (settings.unsigned() == UnsignedPolicy.REFUSE && verdict.verdict() != SignatureVerdict.SIGNED) {
            throw new ProblemException(
                    verdict.verdict() == SignatureVerdict.REVOKED_KEY
                            ? PackageError.PACKAGE_KEY_REVOKED
                            : PackageError.PACKAGE_UNSIGNED,
                    "%s %s, and this platform takes only what a trusted key has signed (sextant.packages.unsigned=REFUSE); sign it with plugin sign, and add the key to the trust store"
                            .formatted(label, verdict.words()));
        }
    }

    private static void refuseModified(String label, Verdict verdict) {
        if (verdict.verdict() == SignatureVerdict.MODIFIED) {
            throw new ProblemException(
                    PackageError.PACKAGE_MODIFIED,
                    "%s %s: package.json is not the list that was signed; get the package from its owner again"
                            .formatted(label, verdict.words()),
                    List.of(ProblemError.at("package.sig", "does not fit package.json")));
        }
    }

    private Verdict judgeAndHold(PluginPackage found) {
        var signer = found.signer();
        return judge(found, signer == null ? Optional.empty() : keys.hold(signer));
    }

    private Verdict judge(PluginPackage found, Optional<StoredKey> key) {
        var signer = found.signer();
        if (signer == null) {
            return Verdict.UNSIGNED;
        }
        if (key.isEmpty()) {
            return new Verdict(SignatureVerdict.UNKNOWN_KEY, signer, null);
        }
        if (found.verdict() != SignatureVerdict.UNKNOWN_KEY) {
            // The signature was verified with this very key at the upload; only the trust in it can change.
            var revoked = key.get().revocation() != null;
            return new Verdict(
                    revoked ? SignatureVerdict.REVOKED_KEY : SignatureVerdict.SIGNED,
                    signer,
                    key.get().name());
        }
        return provenance.seal(found.id()).map(seal -> judge(seal, key)).orElse(Verdict.UNSIGNED);
    }

    private static Verdict judge(ListSeal seal, Optional<StoredKey> key) {
        return Verdict.of(seal.check(key.map(StoredKey::trusted).stream().toList()));
    }

    private static String signer(PluginPackage found) {
        return Objects.requireNonNullElse(found.signer(), "");
    }
}
