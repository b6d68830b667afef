package io.jamesagents.rest.operator;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.jamesagents.Json;
import io.jamesagents.doctor.Doctor;
import io.jamesagents.doctor.Examination;
import io.jamesagents.doctor.Finding;
import io.jamesagents.doctor.Severity;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * What is wrong with this installation, for the operator, on James's webadmin: {@code GET /agents/doctor} looks at it and says
 * what it found, within ten seconds. Named in {@code webadmin.properties} as {@code extensions.routes}.
 */
public final class DoctorRoutes implements Routes {
    private static final String BASE = "/agents/doctor";

    private final Doctor doctor;

    @Inject
    public DoctorRoutes(Doctor doctor) {
        this.doctor = doctor;
    }

    /** The worst of the findings, when they were made, and all of them, the worst first. */
    @JsonPropertyOrder({"status", "at", "findings"})
    record Report(Severity status, String at, List<Finding> findings) {
        static Report of(Examination examination) {
            return new Report(examination.status(), Json.time(examination.at()), examination.findings());
        }
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, this::show);
    }

    private Object show(Request request, Response response) {
        return Answer.of(response, Report.of(doctor.examine()));
    }
}
