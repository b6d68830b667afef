package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.Settings;
import io.jamesagents.authentication.AuthenticationResults;
import io.jamesagents.authentication.AuthenticationSettings;
import io.jamesagents.authentication.Authenticator;
import io.jamesagents.authentication.Evaluations;
import io.jamesagents.authentication.dns.JamesDns;
import io.jamesagents.maildomain.DomainSettings;
import io.jamesagents.metrics.Meters;
import java.time.Clock;
import org.xbill.DNS.Lookup;

/** Who sent a mail that comes in. */
final class AuthenticationModule extends AbstractModule {
    @Provides
    @Singleton
    AuthenticationSettings settings(Settings settings, DomainSettings domains) {
        return AuthenticationSettings.read(settings, domains.host());
    }

    @Provides
    @Singleton
    AuthenticationResults results(AuthenticationSettings settings) {
        return new AuthenticationResults(settings.authservId());
    }

    @Provides
    @Singleton
    Authenticator authenticator(AuthenticationSettings settings, Clock clock) {
        return new Authenticator(
                new JamesDns(Lookup::getDefaultResolver), settings.authservId(), settings.timeLimit(), clock);
    }

    @Provides
    @Singleton
    Evaluations evaluations(AuthenticationSettings settings, Meters meters) {
        return new Evaluations(settings, meters);
    }
}
