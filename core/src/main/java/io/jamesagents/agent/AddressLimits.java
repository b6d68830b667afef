package io.jamesagents.agent;

import io.jamesagents.AgentsException.Limited;
import io.jamesagents.CidrBlock;
import io.jamesagents.ServerSecret;
import io.jamesagents.store.Database;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How often one network address may do something that needs no key, in windows that begin with the first call. Counted by one
 * statement in the database: exact under concurrency, over restarts and nodes. An IPv6 address counts as its /64 network. The
 * database holds an HMAC of the address.
 */
public final class AddressLimits {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Database database;
    private final ServerSecret secret;
    private final Rule register;
    private final Rule verify;
    /** Those who offer mailboxes to many people unsubscribe all of them from a few addresses. */
    private final Rule unsubscribe = new Rule("unsub", 1000, Duration.ofMinutes(15));

    private final Clock clock;

    public AddressLimits(Database database, ServerSecret secret, AgentSettings settings, Clock clock) {
        this.database = database;
        this.secret = secret;
        this.register = new Rule("register", settings.registersPerDay(), Duration.ofDays(1));
        this.verify = new Rule("verify", settings.verifiesPerQuarter(), Duration.ofMinutes(15));
        this.clock = clock;
    }

    private record Rule(String kind, int limit, Duration length) {}

    /** What is left to an address after a call, and whether that call was one too many. */
    public record Window(long limit, long remaining, Instant reset, boolean exceeded) {}

    /** Counts a registration; one beyond the limit is not counted. Empty when there is no limit. */
    public Optional<Window> countRegister(String address) {
        return count(register, address);
    }

    /** Counts the proof of a registration, likewise. */
    public Optional<Window> countVerify(String address) {
        return count(verify, address);
    }

    /** Counts an unsubscription, likewise. */
    public Window countUnsubscribe(String address) {
        return counted(unsubscribe, address);
    }

    private Optional<Window> count(Rule rule, String address) {
        return rule.limit == 0 ? Optional.empty() : Optional.of(counted(rule, address));
    }

    private Window counted(Rule rule, String address) {
        String key = secret.hmac("network-address", network(address));
        return database.write(handle -> counted(handle, rule, key).orElseGet(() -> exceeded(handle, rule, key)));
    }

    public void refuse(Window window) {
        if (window.exceeded()) {
            Duration wait = Duration.between(clock.instant(), window.reset());
            throw new Limited("Too many requests from this address", wait.isNegative() ? Duration.ZERO : wait);
        }
    }

    private Optional<Window> counted(Handle handle, Rule rule, String key) {
        return handle.createQuery("INSERT INTO address_usage (kind, address, started_at, used)"
                        + " VALUES (:kind, :address, :now, 1) ON CONFLICT (kind, address) DO UPDATE SET"
                        + " used = CASE WHEN address_usage.started_at <= :over THEN 1 ELSE address_usage.used + 1 END,"
                        + " started_at = CASE WHEN address_usage.started_at <= :over THEN :now"
                        + " ELSE address_usage.started_at END"
                        + " WHERE address_usage.started_at <= :over OR address_usage.used < :limit"
                        + " RETURNING used, started_at")
                .bind("kind", rule.kind)
                .bind("address", key)
                .bind("now", clock.millis())
                .bind("over", clock.millis() - rule.length.toMillis())
                .bind("limit", rule.limit)
                .map((row, context) ->
                        new Window(rule.limit, rule.limit - row.getLong(1), reset(rule, row.getLong(2)), false))
                .findOne();
    }

    private Window exceeded(Handle handle, Rule rule, String key) {
        long started = handle.createQuery(
                        "SELECT started_at FROM address_usage WHERE kind = :kind AND address = :address")
                .bind("kind", rule.kind)
                .bind("address", key)
                .mapTo(Long.class)
                .one();
        return new Window(rule.limit, 0, reset(rule, started), true);
    }

    private static Instant reset(Rule rule, long started) {
        return Instant.ofEpochMilli(started).plus(rule.length);
    }

    /** Forgets windows that are over. */
    public void cleanUp() {
        for (Rule rule : List.of(register, verify, unsubscribe)) {
            database.update(handle -> handle.createUpdate(
                            "DELETE FROM address_usage WHERE kind = :kind AND started_at <= :over")
                    .bind("kind", rule.kind)
                    .bind("over", clock.millis() - rule.length.toMillis())
                    .execute());
        }
    }

    static String network(String address) {
        int zone = address.indexOf('%');
        return CidrBlock.address(zone < 0 ? address : address.substring(0, zone))
                .map(InetAddress::getAddress)
                .map(bytes -> HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES)))
                .orElse(address);
    }
}
