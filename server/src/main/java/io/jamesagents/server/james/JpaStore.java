package io.jamesagents.server.james;

import com.google.common.collect.Iterators;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.Settings.InvalidSetting;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.utils.PropertiesProvider;

/** James's own database, as james-database.properties says. The URL alone decides which one it is. */
final class JpaStore extends AbstractModule {
    private static final String UNIT = "Global";
    private static final String POOL = "datasource";

    @Provides
    @Singleton
    EntityManagerFactory entityManagers(PropertiesProvider files) throws Exception {
        Configuration conf = files.getConfiguration("james-database");
        String url = conf.getString("database.url");
        Map<String, String> properties = new HashMap<>();
        conf.getKeys("openjpa").forEachRemaining(key -> properties.put(key, conf.getString(key)));
        properties.put("openjpa.ConnectionURL", url);
        properties.put("openjpa.ConnectionDriverName", driver(url));
        properties.put("openjpa.ConnectionUserName", conf.getString("database.username", ""));
        properties.put("openjpa.ConnectionPassword", conf.getString("database.password", ""));
        properties.put("openjpa.ConnectionProperties", pool(conf));
        properties.put("openjpa.Log", "slf4j");
        createTables(properties);
        return preloaded(properties);
    }

    private static void createTables(Map<String, String> connection) {
        Map<String, String> properties = new HashMap<>(connection);
        properties.put("openjpa.jdbc.SynchronizeMappings", "buildSchema(ForeignKeys=true)");
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(UNIT, properties);
        factory.createEntityManager().close();
        factory.close();
    }

    /** With everything known about the classes, which wants the tables: the first mails would wait for each other for ever. */
    private static EntityManagerFactory preloaded(Map<String, String> connection) {
        Map<String, String> properties = new HashMap<>(connection);
        properties.put("openjpa.MetaDataRepository", "Preload=true");
        return Persistence.createEntityManagerFactory(UNIT, properties);
    }

    private static String driver(String url) {
        if (url.startsWith("jdbc:derby:")) {
            return "org.apache.derby.jdbc.EmbeddedDriver";
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return "org.postgresql.Driver";
        }
        throw new InvalidSetting("james.database.url", "must begin with jdbc:derby: or jdbc:postgresql:");
    }

    private static String pool(Configuration conf) {
        Iterable<String> keys = () -> Iterators.filter(conf.getKeys(POOL), key -> key.startsWith(POOL + "."));
        Map<String, String> settings = new HashMap<>();
        keys.forEach(key -> settings.put(key.substring(POOL.length() + 1), conf.getString(key)));
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
