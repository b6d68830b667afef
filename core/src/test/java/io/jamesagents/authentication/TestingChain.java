package io.jamesagents.authentication;

/** Passes a mail on and seals it, as many times as is wanted (RFC 8617). */
public final class TestingChain {
    private final TestingSigner signer;
    private final StringBuilder sealed = new StringBuilder();
    private String mail;
    private int length;

    public TestingChain(TestingSigner signer, String mail) {
        this.signer = signer;
        this.mail = mail;
    }

    /** Another one who passes it on. */
    public TestingChain by(String domain) {
        length++;
        return by(domain, length == 1 ? "none" : "pass");
    }

    public TestingChain by(String domain, String chainResult) {
        String results = "ARC-Authentication-Results: i=" + length + "; " + domain + "; dmarc=pass";
        String before = "i=" + length + "; a=" + signer.algorithm() + "; d=" + domain + "; s=s1; ";
        String signed = signer.sign(mail, "ARC-Message-Signature", before + "c=relaxed/relaxed; h=from:subject");
        String signature = signed.substring(0, signed.indexOf("\r\n"));
        String seal = "ARC-Seal: " + before + "cv=" + chainResult + "; b=";
        String fields = TestingSigner.relaxed(results) + "\r\n" + TestingSigner.relaxed(signature) + "\r\n";
        seal += signer.value(sealed + fields + TestingSigner.relaxed(seal));
        sealed.append(fields).append(TestingSigner.relaxed(seal)).append("\r\n");
        mail = seal + "\r\n" + signature + "\r\n" + results + "\r\n" + mail;
        return this;
    }

    /** The same with a number of one's own, and a result of one's own. */
    public TestingChain as(int number, String domain, String chainResult) {
        length = number;
        return by(domain, chainResult);
    }

    /** The mail was changed before the next one passes it on. */
    public TestingChain passedOnAs(String changed) {
        mail = changed;
        return this;
    }

    public String mail() {
        return mail;
    }
}
