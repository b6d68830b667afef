package io.jamesagents.authentication.dkim;

/** Why a signature is not a pass, with the result as RFC 8601, 2.7.1 has it. */
public final class SignatureError extends Exception {
    private static final long serialVersionUID = 1;

    private final String result;

    private SignatureError(String result, String reason) {
        super(reason, null, false, false);
        this.result = result;
    }

    /** The mail is not what was signed. */
    public static SignatureError fail(String reason) {
        return new SignatureError("fail", reason);
    }

    /** It is not written as a signature. */
    public static SignatureError neutral(String reason) {
        return new SignatureError("neutral", reason);
    }

    /** It is a signature of a kind that is not trusted. */
    public static SignatureError policy(String reason) {
        return new SignatureError("policy", reason);
    }

    /** It cannot be checked, now or later. */
    public static SignatureError permanent(String reason) {
        return new SignatureError("permerror", reason);
    }

    /** It cannot be checked now. */
    public static SignatureError temporary(String reason) {
        return new SignatureError("temperror", reason);
    }

    public String result() {
        return result;
    }

    public boolean isTemporary() {
        return result.equals("temperror");
    }
}
