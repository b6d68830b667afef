package io.jamesagents.rest;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpHeader;

/**
 * Stays with HTTP/1.1 when a client offers another protocol, as Java's own HTTP client does with every first request.
 * Without this Grizzly takes the rest of the connection for that protocol, and the request's body never ends.
 */
final class UpgradeRefusal extends BaseFilter {

    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event instanceof IncomingHttpUpgradeEvent upgrade) {
            HttpHeader header = upgrade.getHttpHeader();
            header.setIgnoreContentModifiers(false);
            header.getUpgradeDC().recycle();
        }
        return context.getInvokeAction();
    }
}
