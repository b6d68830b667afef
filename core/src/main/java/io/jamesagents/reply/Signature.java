package io.jamesagents.reply;

import java.util.List;

/**
 * Finds where the signature at the end of a piece of text begins: after {@code -- } (RFC 3676, 4.3), at a line such as "Sent
 * from my phone", or after a rule with a few short lines below it. A greeting and a name are the author's words.
 */
final class Signature {
    private static final int MARKED_LINES = 30;
    private static final int RULED_LINES = 10;
    private static final int SHORT = 90;
    private static final int DEVICE_LINES = 1;

    private static final List<String> DEVICE = List.of(
            "sent from my ",
            "sent from mail for",
            "sent from outlook",
            "sent from yahoo",
            "sent from samsung",
            "sent from proton",
            "sent from gmail",
            "sent from mobile",
            "sent from the ",
            "sent from iphone",
            "sent from ipad",
            "sent from android",
            "sent from windows",
            "sent from blackberry",
            "sent via ",
            "sent using ",
            "sent with ",
            "sent on the go",
            "get outlook for ",
            "envoyé de mon ",
            "envoyé depuis ",
            "envoyé à partir",
            "envoyé avec ",
            "télécharger outlook",
            "gesendet von ",
            "gesendet mit ",
            "gesendet über ",
            "von meinem iphone",
            "von meinem ipad",
            "von meinem smartphone",
            "von meinem handy",
            "diese nachricht wurde von mein",
            "holen sie sich outlook",
            "outlook für ",
            "enviado desde ",
            "enviado de mi ",
            "enviado do meu ",
            "enviado a partir d",
            "enviado con ",
            "enviado com ",
            "enviado via ",
            "obter o outlook",
            "obtener outlook",
            "inviato da ",
            "inviato dal ",
            "scarica outlook",
            "verzonden vanaf ",
            "verzonden met ",
            "verstuurd vanaf ",
            "verstuurd met ",
            "outlook voor ",
            "skickat från ",
            "skickat med ",
            "sendt fra ",
            "lähetetty ",
            "wysłano z ",
            "wysłane z ",
            "odesláno z ",
            "odoslané z ",
            "отправлено с ",
            "отправлено из ",
            "отправлено со ",
            "надіслано з ",
            "küldve ",
            "elküldve ",
            "trimis de pe ",
            "gönderen: ",
            "iphone'umdan gönderildi",
            "iphone'dan gönderildi",
            "στάλθηκε από ",
            "dikirim dari ",
            "gửi từ ",
            "iphoneから送信",
            "ipadから送信",
            "androidから送信",
            "从我的",
            "发自我的",
            "發自我的",
            "從我的",
            "나의 iphone에서",
            "iphone에서 보냄",
            "נשלח מה",
            "أرسلت من");

    private Signature() {}

    /**
     * The line within these at which the signature begins, or {@code to} if there is none.
     */
    static int start(List<String> lines, List<LineKind> kinds, int from, int to) {
        int found = to;
        int below = 0;
        boolean allShort = true;
        for (int i = to - 1; i >= from && below <= MARKED_LINES; i--) {
            String line = lines.get(i);
            if (marks(line, below, allShort) && kinds.get(i) != LineKind.EMPTY) {
                found = i;
            }
            if (!line.isBlank()) {
                below++;
                allShort &= line.length() <= SHORT;
            }
        }
        return found;
    }

    private static boolean marks(String line, int below, boolean allShort) {
        String bare = line.strip();
        if (bare.equals("--")) {
            return line.startsWith("-- ") || below <= RULED_LINES + DEVICE_LINES;
        }
        if (bare.length() > 1 && below <= RULED_LINES && allShort && ruled(bare)) {
            return true;
        }
        return below <= DEVICE_LINES && bare.length() <= SHORT && device(bare);
    }

    private static boolean device(String bare) {
        String lower = Words.lower(bare);
        int start = 0;
        while (start < lower.length() && "-*_[(>".indexOf(lower.charAt(start)) >= 0) {
            start++;
        }
        return Words.startsWithAny(lower.substring(start), DEVICE);
    }

    private static boolean ruled(String bare) {
        if (bare.length() < 3 || "_—―─━".indexOf(bare.charAt(0)) < 0) {
            return false;
        }
        return bare.chars().allMatch(c -> c == bare.charAt(0));
    }
}
