package io.jamesagents.reply;

import java.util.List;

/** Lines that part a mail: delimiters, and those that announce an earlier or a forwarded mail. */
final class Separator {
    private static final int LONGEST = 100;
    private static final String DELIMITERS = "-_=*#~+—–─━═•·ᐧ";

    private static final List<String> EARLIER = List.of(
            "original message",
            "original appointment",
            "original-nachricht",
            "originalnachricht",
            "ursprüngliche nachricht",
            "original mail",
            "original email",
            "message d'origine",
            "message d’origine",
            "message original",
            "message initial",
            "mensaje original",
            "mensagem original",
            "messaggio originale",
            "messaggio originario",
            "oorspronkelijk bericht",
            "origineel bericht",
            "originalmeddelande",
            "ursprungligt meddelande",
            "oprindelig meddelelse",
            "original meddelelse",
            "opprinnelig melding",
            "alkuperäinen viesti",
            "wiadomość oryginalna",
            "oryginalna wiadomość",
            "původní zpráva",
            "pôvodná správa",
            "исходное сообщение",
            "оригинальное сообщение",
            "оригінальне повідомлення",
            "вихідне повідомлення",
            "eredeti üzenet",
            "orijinal mesaj",
            "özgün ileti",
            "mesaj original",
            "mesajul original",
            "αρχικό μήνυμα",
            "pesan asli",
            "thư gốc",
            "原始邮件",
            "原始郵件",
            "原邮件",
            "元のメッセージ",
            "원본 메시지",
            "원본 메일",
            "הודעה מקורית",
            "الرسالة الأصلية",
            "reply message",
            "previous message",
            "reply above this line",
            "original missatge",
            "missatge original");

    private static final List<String> FORWARDED = List.of(
            "forwarded message",
            "forwarded by",
            "forwarded email",
            "weitergeleitete nachricht",
            "weitergeleitet",
            "message transféré",
            "message réexpédié",
            "mensaje reenviado",
            "mensagem encaminhada",
            "mensagem reencaminhada",
            "messaggio inoltrato",
            "doorgestuurd bericht",
            "vidarebefordrat meddelande",
            "vidarebefordrad",
            "videresendt",
            "videresend",
            "välitetty viesti",
            "edelleenlähetetty",
            "przekazana wiadomość",
            "wiadomość przekazana",
            "přeposlaná zpráva",
            "preposlaná správa",
            "пересылаемое сообщение",
            "пересланное сообщение",
            "переслане повідомлення",
            "továbbított üzenet",
            "yönlendirilmiş",
            "iletilen mesaj",
            "iletilmiş",
            "mesaj redirecționat",
            "προωθημένο μήνυμα",
            "pesan terusan",
            "chuyển tiếp",
            "转发的邮件",
            "转发邮件",
            "轉寄郵件",
            "转发信息",
            "転送メッセージ",
            "転送されたメッセージ",
            "転送されたメール",
            "전달된 메일",
            "전달된 메시지",
            "הודעה שהועברה",
            "الرسالة المعاد توجيهها",
            "missatge reenviat");

    private Separator() {}

    static boolean delimiter(String line) {
        String bare = line.strip();
        if (bare.isEmpty() || (bare.length() < 2 && bare.charAt(0) != 'ᐧ')) {
            return false;
        }
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (DELIMITERS.indexOf(c) < 0 && c != ' ') {
                return false;
            }
        }
        return true;
    }

    /** "-----Original Message-----". */
    static boolean earlier(String line) {
        return announces(line, EARLIER);
    }

    /** "---------- Forwarded message ---------", "Begin forwarded message:". */
    static boolean forwarded(String line) {
        return announces(line, FORWARDED);
    }

    private static boolean announces(String line, List<String> words) {
        String bare = line.strip();
        if (bare.length() > LONGEST || bare.length() < 4) {
            return false;
        }
        boolean ruled =
                bare.startsWith("--") || bare.startsWith("__") || bare.startsWith("==") || bare.startsWith("——");
        boolean titled = bare.endsWith(":") || bare.endsWith("：");
        if (!ruled && !titled) {
            return false;
        }
        String lower = Words.lower(bare);
        return Words.containsAny(lower, words) && (ruled || shortTitle(lower, words));
    }

    /** A title is hardly longer than the words that make it one. */
    private static boolean shortTitle(String lower, List<String> words) {
        return words.stream().anyMatch(word -> lower.contains(word) && lower.length() < word.length() + 16);
    }
}
