package io.jamesagents.rest.dmarc;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.apikey.Scope;
import io.jamesagents.dmarc.DmarcReports;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.BodyBytes;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.Locale;
import java.util.Set;

/** What receivers of mail say about the mail that claims to come from an organisation's domains. */
@Path("v1/dmarc")
public final class DmarcResource {
    private static final long MAX_BYTES = 10L << 20;
    private static final int DEFAULT_ROWS = 50;
    private static final int MAX_ROWS = 200;
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 365;

    /** Clients that do not care send the last one. */
    private static final Set<String> TYPES = Set.of(
            "application/xml",
            "text/xml",
            "application/gzip",
            "application/x-gzip",
            "application/zip",
            "application/x-zip-compressed",
            "application/octet-stream",
            "application/x-www-form-urlencoded");

    private final DmarcReports reports;

    public DmarcResource(DmarcReports reports) {
        this.reports = reports;
    }

    /** Takes in a report as it was sent: XML, gzip or zip. */
    @POST
    @Path("reports")
    @Needs(Scope.DOMAINS_WRITE)
    @Doc(
            value = "Take in a DMARC report: XML, gzip or zip",
            files = {"application/xml", "text/xml", "application/gzip", "application/zip", "application/octet-stream"},
            fails = 415)
    @Takes({"domain_id: The id of the domain that it must be about"})
    public Both<AddedView> add(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        call.reach().requireWholeOrganisation();
        String type = Call.contentType(request);
        if (type != null && !TYPES.contains(type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT))) {
            throw new NotSupportedException();
        }
        byte[] file = BodyBytes.read(request, MAX_BYTES);
        return Both.of(AddedView.of(reports.add(call.org(), call.query().domain(), file)));
    }

    /** The newest first. */
    @GET
    @Path("reports")
    @Needs(Scope.DOMAINS_READ)
    @Doc(value = "List the DMARC reports of a domain, the newest first", fails = 404)
    @Takes({"domain!: The name of a domain", "limit: 1.." + MAX_ROWS + " = " + DEFAULT_ROWS, "cursor"})
    public Rows<ReportView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        call.reach().requireWholeOrganisation();
        Query query = call.query();
        int limit = query.limit(DEFAULT_ROWS, MAX_ROWS);
        return Rows.of(reports.list(call.org(), domain(query), limit, query.cursor()), ReportView::of);
    }

    /** What the reports of the last days say in sum. */
    @GET
    @Path("summary")
    @Needs(Scope.DOMAINS_READ)
    @Doc(value = "Sum up the DMARC reports of a domain", fails = 404)
    @Takes({"domain!: The name of a domain", "days: 1.." + MAX_DAYS + " = " + DEFAULT_DAYS + " So many days"})
    public Both<SummaryView> summary(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        call.reach().requireWholeOrganisation();
        int days = call.query().days(DEFAULT_DAYS, MAX_DAYS);
        return Both.of(SummaryView.of(reports.summary(call.org(), domain(call.query()), days)));
    }

    private static String domain(Query query) {
        String domain = query.text("domain");
        if (domain == null) {
            throw new Invalid("domain", "domain is required");
        }
        return domain;
    }
}
