package io.jamesagents.bench;

import io.jamesagents.authentication.Authenticator;
import io.jamesagents.authentication.Session;
import io.jamesagents.bench.Bench.Benchmark;
import io.jamesagents.message.RawMail;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What it costs to find out who sent a mail, with one thread and without waiting for the DNS. */
final class Authentications implements Benchmark {
    private static final String HEADER = "from:a@sender.example\r\nto:b@here.example\r\nsubject:Hello\r\n";
    private static final String SIGNED =
            "v=1; a=rsa-sha256; c=relaxed/relaxed; d=sender.example; s=s1; h=from:to:subject; bh=";

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int mails = options.get("mails", 20_000);
        String body = "A line of a mail that somebody wrote.\r\n".repeat(options.get("lines", 250));
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Authenticator authenticator =
                new Authenticator(zone(pair), "mx.here.example", Duration.ofSeconds(10), Clock.systemUTC());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("mails", mails);
        figures.put("octets", HEADER.length() + body.length());
        measure("unsigned", authenticator, HEADER + "\r\n" + body, mails, figures);
        measure("rsa_2048", authenticator, sign(pair, body) + HEADER + "\r\n" + body, mails, figures);
        return figures;
    }

    private static VectorZone zone(KeyPair pair) {
        VectorZone zone = new VectorZone();
        zone.put("sender.example", "TXT", "v=spf1 include:one.example include:two.example -all");
        zone.put("one.example", "TXT", "v=spf1 ip4:198.51.100.0/24 -all");
        zone.put("two.example", "TXT", "v=spf1 ip4:192.0.2.0/24 -all");
        zone.put("_dmarc.sender.example", "TXT", "v=DMARC1; p=reject");
        zone.put(
                "s1._domainkey.sender.example",
                "TXT",
                "v=DKIM1; p=" + base64(pair.getPublic().getEncoded()));
        return zone;
    }

    private static String sign(KeyPair pair, String body) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.US_ASCII));
        String unsigned = "dkim-signature:" + SIGNED + base64(hash) + "; b=";
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update((HEADER + unsigned).getBytes(StandardCharsets.US_ASCII));
        return unsigned + base64(signature.sign()) + "\r\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void measure(String name, Authenticator by, String text, int mails, Map<String, Object> figures)
            throws Exception {
        RawMail mail = RawMail.of(text.getBytes(StandardCharsets.US_ASCII));
        Session session = new Session(InetAddress.getByName("192.0.2.1"), "mail.sender.example", "a@sender.example");
        int passes = 0;
        for (int i = 0; i < mails / 4; i++) {
            by.evaluate(session, mail);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < mails; i++) {
            passes += by.evaluate(session, mail).verdict().equals("pass") ? 1 : 0;
        }
        long nanos = threads.getCurrentThreadCpuTime() - begin;
        figures.put(name + "_passes", passes);
        figures.put(name + "_cpu_micros", nanos / 1000 / mails);
        figures.put(name + "_per_cpu_second", mails * 1_000_000_000L / nanos);
    }
}
