package dev.sextant.auth.user;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sextant.auth.AuthError;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UsersController {
    private final Users users;
    private final PasswordHasher hasher;

    UsersController(Users users, PasswordHasher hasher) {
        this.users = users;
        this.hasher = hasher;
    }

    record UserRequest(
            @NotNull @Pattern(regexp = UserNames.FORMAT, message = UserNames.MESSAGE) String name,

            @Nullable @Size(max = 200) String displayName,
            @NotEmpty @Size(max = 20) List<String> roles) {}

    /** The only answer that ever shows the one-time password. */
    record CreatedUser(@JsonUnwrapped UserView user, String oneTimePassword) {
        @Override
        public String toString() {
            return "CreatedUser[%s]".formatted(user.name());
        }
    }

    record RoleView(Role name, List<String> permissions) {}

    @GetMapping("/auth/v1/users")
    @RequiresPermission("users:manage")
    Page<UserView> list(PageQuery query) {
        Cursor after = query.after();
        List<User> rows = users.list(after == null ? null : after.text(0), query.rows());
        return Page.of(rows, query, user -> Cursor.of(user.name())).map(UserView::from);
    }

    @PostMapping("/auth/v1/users")
    @RequiresPermission("users:manage")
    ResponseEntity<CreatedUser> create(@Valid @RequestBody UserRequest request) {
        Set<Role> roles = roles(request.roles());
        String password = OneTimePassword.next();
        String displayName = Objects.requireNonNullElse(request.displayName(), request.name());
        try {
            User user = users.create(request.name(), displayName, roles, hasher.hash(password));
            return ResponseEntity.created(URI.create("/auth/v1/users/" + user.name()))
                    .body(new CreatedUser(UserView.from(user), password));
        } catch (DuplicateKeyException taken) {
            throw new ProblemException(
                    AuthError.USER_EXISTS, "Choose another name than \"%s\"".formatted(request.name()), taken);
        }
    }

    @GetMapping("/auth/v1/roles")
    @RequiresPermission("users:manage")
    Page<RoleView> roles() {
        return Page.whole(Arrays.stream(Role.values())
                .map(role -> new RoleView(role, role.permissions().toList()))
                .toList());
    }

    private static Set<Role> roles(List<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names) {
            roles.add(Role.find(name)
                    .orElseThrow(() -> new ProblemException(
                            AuthError.UNKNOWN_ROLE,
                            "GET /auth/v1/roles lists the roles",
                            List.of(ProblemError.at("/roles", "There is a name among these that is no role")))));
        }
        return roles;
    }
}
