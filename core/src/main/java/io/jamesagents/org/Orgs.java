package io.jamesagents.org;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;
import io.jamesagents.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The organisations of this installation. */
public final class Orgs {
    public static final String DEFAULT_SLUG = "default";

    private static final int MAX_NAME = 255;

    private final Database database;
    private final Clock clock;

    public Orgs(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes an organisation, or gives the one that has this slug. */
    public Org ensure(String slug, String name, Tier tier) {
        return database.write(handle -> {
            long now = clock.millis();
            handle.createUpdate("INSERT INTO org (id, name, slug, tier, status, created_at, updated_at)"
                            + " VALUES (:id, :name, :slug, :tier, 'active', :now, :now) ON CONFLICT (slug) DO NOTHING")
                    .bind("id", Ids.random("org_"))
                    .bind("name", name)
                    .bind("slug", slug)
                    .bind("tier", tier.word())
                    .bind("now", now)
                    .execute();
            return find(handle, "slug", slug).orElseThrow();
        });
    }

    /** Makes an organisation of tier free with this id; refused when another has the slug. */
    public void insert(Handle handle, OrgId id, String slug, String name) {
        int added = handle.createUpdate("INSERT INTO org (id, name, slug, tier, status, created_at, updated_at)"
                        + " VALUES (:id, :name, :slug, :tier, 'active', :now, :now) ON CONFLICT DO NOTHING")
                .bind("id", id.value())
                .bind("name", name)
                .bind("slug", slug)
                .bind("tier", Tier.FREE.word())
                .bind("now", clock.millis())
                .execute();
        if (added == 0) {
            throw slugTaken(slug);
        }
    }

    public boolean exists(Handle handle, String slug) {
        return find(handle, "slug", slug).isPresent();
    }

    public static Conflict slugTaken(String slug) {
        return new Conflict("slug_exists", "The slug '" + slug + "' is already taken");
    }

    public Org get(OrgId id) {
        return database.read(handle -> find(handle, "id", id.value())).orElseThrow(() -> new NotFound("Organisation"));
    }

    public Org rename(OrgId id, String name) {
        if (name == null || name.isBlank() || name.length() > MAX_NAME) {
            throw new Invalid("name", "name must have between 1 and " + MAX_NAME + " characters");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("name", "name must not contain control characters");
        }
        return database.write(handle -> {
            handle.createUpdate("UPDATE org SET name = :name, updated_at = :now WHERE id = :id")
                    .bind("name", name.trim())
                    .bind("now", clock.millis())
                    .bind("id", id.value())
                    .execute();
            return find(handle, "id", id.value()).orElseThrow(() -> new NotFound("Organisation"));
        });
    }

    private static Optional<Org> find(Handle handle, String column, String value) {
        return handle.createQuery("SELECT * FROM org WHERE " + column + " = :value")
                .bind("value", value)
                .map((row, context) -> org(row))
                .findOne();
    }

    /** The organisation of a row that has all columns of {@code org}. */
    public static Org org(ResultSet row) throws SQLException {
        return new Org(
                new OrgId(row.getString("id")),
                row.getString("name"),
                row.getString("slug"),
                Tier.parse(row.getString("tier")),
                row.getString("status"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
