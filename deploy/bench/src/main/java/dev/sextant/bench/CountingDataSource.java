package dev.sextant.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what passes to the database: the same small cost for both sides. */
@SuppressWarnings("NullAway") // the proxy hands on whatever it is given
final class CountingDataSource extends DelegatingDataSource {
    private final LongAdder statements = new LongAdder();
    private final LongAdder commits = new LongAdder();

    CountingDataSource(DataSource target) {
        super(target);
    }

    Traffic traffic() {
        return new Traffic(statements.sum(), commits.sum());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, super.getConnection());
    }

    private <T> T proxy(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.startsWith("execute")) {
                statements.increment();
            } else if (name.equals("commit")) {
                commits.increment();
            }
            try {
                Object result = method.invoke(target, arguments);
                return name.startsWith("prepare") || name.startsWith("create") ? counted(result) : result;
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object counted(Object created) {
        if (created instanceof PreparedStatement prepared) {
            return proxy(PreparedStatement.class, prepared);
        }
        return created instanceof Statement statement ? proxy(Statement.class, statement) : created;
    }
}
