package io.jamesagents.rest.agent;

import io.jamesagents.agent.AddressLimits;
import io.jamesagents.agent.AddressLimits.Window;
import io.jamesagents.agent.Application;
import io.jamesagents.agent.Registrations;
import io.jamesagents.rest.access.Public;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.RateWindow;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.Optional;

/** Agents register themselves. Requests that make sense are counted by the network address that they come from. */
@Path("v1/auth")
public final class RegistrationResource {
    private final Registrations registrations;
    private final AddressLimits limits;

    public RegistrationResource(Registrations registrations, AddressLimits limits) {
        this.registrations = registrations;
        this.limits = limits;
    }

    @POST
    @Path("agent-register")
    @Public
    @Answers(201)
    public Both<RegisteredView> register(@Context ContainerRequestContext request, RegisterBody body) {
        registrations.requireOpen();
        Application application = body.application();
        require(request, limits.countRegister(Call.remoteAddress(request)));
        return Both.of(RegisteredView.of(registrations.register(application)));
    }

    @POST
    @Path("agent-verify")
    @Public
    public Both<VerifiedView> verify(@Context ContainerRequestContext request, VerifyBody body) {
        registrations.requireOpen();
        body.requireComplete();
        require(request, limits.countVerify(Call.remoteAddress(request)));
        return Both.of(VerifiedView.of(
                registrations.verify(body.agentSignupToken().trim(), body.challengeResponse(), body.signatureBytes())));
    }

    /** The answer tells of the window, also when it is a refusal. */
    private void require(ContainerRequestContext request, Optional<Window> counted) {
        counted.ifPresent(window -> {
            Call.setRateWindow(request, new RateWindow(window.limit(), window.remaining(), window.reset()));
            limits.refuse(window);
        });
    }
}
