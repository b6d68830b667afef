package io.jamesagents.doctor.machine;

import com.sun.management.UnixOperatingSystemMXBean;
import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Whether the process may open as many files and connections as a mail server needs. */
public final class DescriptorsCheck implements Check {
    private static final long FEW = 4096;
    private static final long TIGHT_PERCENT = 80;

    private final Supplier<Descriptors> process;

    /** How many files and connections are open, and how many may be; no limit is known where {@code most} is 0. */
    public record Descriptors(long open, long most) {
        /** Those of this process, as far as the system tells. */
        public static Descriptors ofThisProcess() {
            UnixOperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
            return system == null
                    ? new Descriptors(0, 0)
                    : new Descriptors(system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount());
        }
    }

    public DescriptorsCheck(Supplier<Descriptors> process) {
        this.process = process;
    }

    @Override
    public String name() {
        return "descriptors";
    }

    @Override
    public void look(Findings findings) {
        Descriptors now = process.get();
        if (now.most() == 0) {
            return;
        }
        String advice = "Raise the limit: ulimit -n 65536, or LimitNOFILE=65536 in the unit of systemd.";
        if (now.open() * 100 > now.most() * TIGHT_PERCENT) {
            findings.fail(now.open() + " of " + now.most() + " files and connections are open.", advice);
        } else if (now.most() < FEW) {
            findings.warn("The process may open " + now.most() + " files and connections, which are few.", advice);
        }
    }
}
