package dev.sextant.auth.user;

import dev.sextant.contract.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The users. */
@Repository
public class Users {
    private static final String SEPARATOR = " ";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Users(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<User> findByName(String name) {
        return jdbc.sql("select * from users where name = ?")
                .param(name)
                .query((row, number) -> read(row))
                .optional();
    }

    public Optional<User> findById(String id) {
        return jdbc.sql("select * from users where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    public boolean isEmpty() {
        return jdbc.sql("select count(*) from users").query(Long.class).single() == 0;
    }

    /** Users in the order of their names, after the given one. */
    List<User> list(@Nullable String after, int limit) {
        return jdbc.sql("select * from users where name > ? order by name limit ?")
                .params(after == null ? "" : after, limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** A new user with a one-time password; fails with a DuplicateKeyException where the name is taken. */
    public User create(String name, String displayName, Set<Role> roles, String passwordHash) {
        User user = new User(Ids.next(), name, displayName, roles, passwordHash, true, true, 0);
        long now = clock.millis();
        jdbc.sql("insert into users (id, name, display_name, roles, password_hash, password_change_required,"
                        + " password_changed_at, enabled, version, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(user.id(), name, displayName, write(roles), passwordHash, true, now, true, 0, now)
                .update();
        return user;
    }

    /** Sets the password that the user has chosen; whether nobody else has changed the user meanwhile. */
    public boolean changePassword(User user, String passwordHash) {
        return writePassword(user, passwordHash, false);
    }

    /** Sets a one-time password in place of the user's own; whether nobody else has changed the user meanwhile. */
    public boolean resetPassword(User user, String passwordHash) {
        return writePassword(user, passwordHash, true);
    }

    private boolean writePassword(User user, String passwordHash, boolean changeRequired) {
        return jdbc.sql("update users set password_hash = ?, password_change_required = ?, password_changed_at = ?,"
                                + " version = version + 1 where id = ? and version = ?")
                        .params(passwordHash, changeRequired, clock.millis(), user.id(), user.version())
                        .update()
                == 1;
    }

    private static User read(ResultSet row) throws SQLException {
        return new User(
                row.getString("id"),
                row.getString("name"),
                row.getString("display_name"),
                readRoles(row.getString("roles")),
                row.getString("password_hash"),
                row.getBoolean("password_change_required"),
                row.getBoolean("enabled"),
                row.getLong("version"));
    }

    private static Set<Role> readRoles(String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(text.split(SEPARATOR, -1)).forEach(name -> Role.find(name).ifPresent(roles::add));
        return roles;
    }

    private static String write(Set<Role> roles) {
        return roles.stream().map(Role::roleName).sorted().collect(Collectors.joining(SEPARATOR));
    }
}
