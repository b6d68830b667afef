package io.jamesagents.server.james;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import javax.inject.Inject;
import org.apache.james.utils.ClassName;
import org.apache.james.utils.GuiceGenericLoader;
import org.apache.james.utils.GuiceProbe;

/** Hands out objects of the injector that the mailets, hooks and routes of an extension get theirs from. */
public final class Injected implements GuiceProbe {
    private final GuiceGenericLoader loader;

    @Inject
    Injected(GuiceGenericLoader loader) {
        this.loader = loader;
    }

    public <T> T instance(Class<T> type) {
        try {
            return loader.instantiate(new ClassName(type.getName()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static final class Binding extends AbstractModule {
        @Override
        protected void configure() {
            Multibinder.newSetBinder(binder(), GuiceProbe.class).addBinding().to(Injected.class);
        }
    }
}
