package io.jamesagents.doctor.parts;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import java.util.function.Supplier;

/** Whether James's own database keeps what it has acknowledged. */
public final class JamesStoreCheck implements Check {
    private final Supplier<JamesStore> configured;

    public JamesStoreCheck(Supplier<JamesStore> configured) {
        this.configured = configured;
    }

    @Override
    public String name() {
        return "james-database";
    }

    @Override
    public void look(Findings findings) {
        JamesStore store = configured.get();
        if (store.url().startsWith("jdbc:h2:") || store.driver().startsWith("org.h2.")) {
            findings.fail(
                    "James keeps its mail in H2, which loses mail when the process is killed.",
                    "Use Derby or PostgreSQL: database.url in james-database.properties.");
        }
        if (store.inMemory()) {
            findings.warn(
                    "James keeps its mailboxes in memory: all mail is gone when the process ends.",
                    "Take a James that keeps them, such as the one that ./serve runs.");
        }
    }
}
