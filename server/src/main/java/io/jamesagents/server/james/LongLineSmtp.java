package io.jamesagents.server.james;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import java.nio.charset.StandardCharsets;
import javax.inject.Inject;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.apache.james.protocols.netty.AllButStartTlsLineBasedChannelHandler;
import org.apache.james.protocols.netty.ChannelHandlerFactory;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SMTPServerFactory;
import org.apache.james.smtpserver.netty.SmtpMetrics;

/**
 * SMTP that takes the long lines which mail really has, up to 1 MiB, and ends the connection at a longer one. James's own
 * answers 500 at 8 KiB, goes on, and stores the mail without the line; its 250 for that mail is then read by the client as
 * the answer to the next, which is lost.
 */
final class LongLineSmtp extends SMTPServerFactory {
    static final int MAX_LINE = 1024 * 1024;

    @Inject
    LongLineSmtp(DNSService dns, ProtocolHandlerLoader loader, FileSystem files, MetricFactory metrics) {
        super(dns, loader, files, metrics);
    }

    @Override
    protected SMTPServer createServer() {
        return new Server(smtpMetrics);
    }

    private static final class Server extends SMTPServer {
        Server(SmtpMetrics metrics) {
            super(metrics);
        }

        @Override
        protected ChannelHandlerFactory createFrameHandlerFactory() {
            return Lines::new;
        }
    }

    private static final class Lines extends AllButStartTlsLineBasedChannelHandler {
        private static final String REFUSAL = "554 5.6.0 Line longer than " + MAX_LINE + " octets\r\n";

        private boolean refused;

        Lines(ChannelPipeline pipeline) {
            super(pipeline, Integer.MAX_VALUE, false, "starttls");
        }

        @Override
        protected Object decode(ChannelHandlerContext context, ByteBuf buffer) throws Exception {
            if (!refused && buffer.readableBytes() > MAX_LINE && buffer.bytesBefore(MAX_LINE, (byte) '\n') < 0) {
                refuse(context);
            }
            if (refused) {
                // What is still on its way is the rest of a mail that must not look like a whole one.
                buffer.skipBytes(buffer.readableBytes());
                return null;
            }
            return super.decode(context, buffer);
        }

        private void refuse(ChannelHandlerContext context) {
            refused = true;
            context.channel().config().setAutoRead(false);
            context.writeAndFlush(Unpooled.copiedBuffer(REFUSAL, StandardCharsets.US_ASCII))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    static final class Binding extends AbstractModule {
        @Override
        protected void configure() {
            bind(SMTPServerFactory.class).to(LongLineSmtp.class);
            bind(LongLineSmtp.class).in(Singleton.class);
        }
    }
}
