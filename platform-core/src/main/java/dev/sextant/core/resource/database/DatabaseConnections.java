package dev.sextant.core.resource.database;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.HostAccess;
import dev.sextant.core.resource.HostAddress;
import dev.sextant.core.resource.ResourceError;
import dev.sextant.core.resource.ResourceSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens connections to database servers that people have entered: with time-outs, and so that no server can ask for our files. */
@Component
public class DatabaseConnections {
    private static final String ACCESS_DENIED = "28000";
    private static final int ACCESS_DENIED_CODE = 1045;

    private final ResourceSettings settings;

    DatabaseConnections(ResourceSettings settings) {
        this.settings = settings;
    }

    /** The server, as the login that people have entered; what is asked there is answered soon. */
    public DatabaseServer server(HostAccess access) {
        return server(access, settings.answerTimeout());
    }

    /** The server, for what may take long. */
    public DatabaseServer patient(HostAccess access) {
        return server(access, settings.statementTimeout());
    }

    /** A connection to one schema, for one question that is answered soon. */
    Connection question(HostAccess access, SchemaUser user) {
        return open(access, user.schema(), user.name(), user.password(), settings.answerTimeout());
    }

    private DatabaseServer server(HostAccess access, Duration answer) {
        return new DatabaseServer(open(access, "", access.login(), access.secret(), answer), access.endpoint());
    }

    /** A connection to one schema, as its user; its statements may take long. */
    Connection schema(HostAccess access, String schema, String user, String password) {
        return open(access, schema, user, password, settings.statementTimeout());
    }

    private Connection open(
            HostAccess access, String schema, @Nullable String user, @Nullable String password, Duration answer) {
        var endpoint = access.endpoint().permitted();
        var properties = new Properties();
        properties.putAll(Map.of(
                "user",
                user == null ? "" : user,
                "password",
                password == null ? "" : password,
                "connectTimeout",
                Long.toString(settings.connectTimeout().toMillis()),
                "socketTimeout",
                Long.toString(answer.toMillis()),
                "allowLocalInfile",
                "false",
                "allowMultiQueries",
                "false",
                // The RSA key of a server that is talked to in the clear is as trustworthy as the rest of the talk.
                "allowPublicKeyRetrieval",
                Boolean.toString(!access.tls()),
                "sslMode",
                access.tls() ? "verify-full" : "disable",
                "connectionTimeZone",
                "UTC"));
        try {
            return DriverManager.getConnection("jdbc:mariadb://%s/%s".formatted(endpoint.inUrl(), schema), properties);
        } catch (SQLException refused) {
            throw refused(endpoint, user, refused);
        }
    }

    private static ProblemException refused(HostAddress endpoint, @Nullable String user, SQLException refused) {
        var denied = ACCESS_DENIED.equals(refused.getSQLState()) || refused.getErrorCode() == ACCESS_DENIED_CODE;
        return denied
                ? problem(
                        ResourceError.HOST_SIGN_IN,
                        "The database server at %s does not let '%s' in: check login and password, and from where the user may come"
                                .formatted(endpoint.inUrl(), user))
                : problem(
                        ResourceError.HOST_UNREACHABLE,
                        "No database server answers as it should at %s: %s. Check the address, the firewall and TLS."
                                .formatted(endpoint.inUrl(), refused.getMessage()));
    }

    private static ProblemException problem(ErrorCode code, String detail) {
        return new ProblemException(code, detail);
    }
}
