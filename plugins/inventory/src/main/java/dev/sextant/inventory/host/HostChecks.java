package dev.sextant.inventory.host;

import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.sdk.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a host must look like; collects all defects of all hosts of a request before it refuses them. */
final class HostChecks {
    static final int MOST = 500;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:@()-]{0,98}[\\p{L}\\p{N})]?");
    private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9._@-]{0,63}");
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._:/=-]{0,63}");
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_PASSWORD = 1024;

    private final List<ProblemError> defects = new ArrayList<>();

    static void size(int count) {
        if (count > MOST) {
            throw new ProblemException(
                    HostError.HOSTS_TOO_MANY,
                    "The request has %d hosts; send at most %d at once".formatted(count, MOST));
        }
    }

    /** Checks one host; a credential that stays as it is must fit the way of authentication that it was given for. */
    void check(int index, Host host, @Nullable Authentication credentialIsFor) {
        expect(NAME.matcher(host.name()).matches(), index, "name", "is 1 to 100 letters, digits, spaces and ._:@()-");
        expect(HostAddress.isValid(host.address()), index, "address", "is neither an IP address nor a host name");
        expect(host.port() >= 1 && host.port() <= 65535, index, "port", "is not between 1 and 65535");
        expect(
                USER.matcher(host.user()).matches(),
                index,
                "user",
                "is not a user name: a letter or _, then letters, digits and ._@-");
        HostKeyText.objection(host.hostKey()).ifPresent(objection -> defect(index, "hostKey", objection));
        checkTexts(index, host);
        credentialObjection(host.authentication(), host.credential(), credentialIsFor)
                .ifPresent(objection -> defect(index, "credential", objection));
    }

    private void checkTexts(int index, Host host) {
        expect(
                host.tags().size() <= MOST_TAGS
                        && host.tags().stream().allMatch(tag -> TAG.matcher(tag).matches()),
                index,
                "tags",
                "are at most %d of 1 to 64 letters, digits and ._:/=-".formatted(MOST_TAGS));
        expect(isText(host.os(), 200), index, "os", "is longer than 200 characters or has control characters");
        expect(
                isText(host.description(), LONGEST_TEXT),
                index,
                "description",
                "is longer than %d characters or has control characters".formatted(LONGEST_TEXT));
    }

    private static boolean isText(@Nullable String text, int longest) {
        return text == null
                || (text.length() <= longest
                        && text.chars()
                                .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'));
    }

    private static Optional<String> credentialObjection(
            Authentication authentication, Secret credential, @Nullable Authentication isFor) {
        if (credential.isKept()) {
            return authentication == isFor
                    ? Optional.empty()
                    : Optional.of("give the credential anew: the one that is kept is not for this authentication");
        }
        return switch (authentication) {
            case KEY -> PrivateKeyText.objection(credential.reveal());
            case PASSWORD -> passwordObjection(credential.reveal());
        };
    }

    private static Optional<String> passwordObjection(String password) {
        boolean good = !password.isEmpty()
                && password.length() <= LONGEST_PASSWORD
                && password.chars().noneMatch(Character::isISOControl);
        return good
                ? Optional.empty()
                : Optional.of(
                        "a password has 1 to %d characters and no control characters".formatted(LONGEST_PASSWORD));
    }

    private void expect(boolean good, int index, String attribute, String otherwise) {
        if (!good) {
            defect(index, attribute, otherwise);
        }
    }

    void defect(int index, String attribute, String message) {
        defects.add(ProblemError.at("/%d/%s".formatted(index, attribute), attribute + ": " + message));
    }

    void refuseDefects(HostError error) {
        if (!defects.isEmpty()) {
            throw new ProblemException(
                    error,
                    "Nothing was changed; mend what errors says and send all again. First: "
                            + defects.getFirst().message(),
                    defects);
        }
    }
}
