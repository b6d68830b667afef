package io.jamesagents.reply;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the header that Outlook and others put above an earlier mail (From, Sent, To, Subject, a line each), in the
 * languages that mail clients speak. A travel booking with From, To and Date is none.
 */
final class MailHeaders {
    private static final int LINES = 14;
    private static final int LABEL = 28;

    private enum Role {
        FROM,
        SENT,
        DATE,
        TO,
        SUBJECT,
        OTHER
    }

    private static final Map<String, Role> LABELS = new HashMap<>();

    static {
        put(
                Role.FROM,
                "from|sender|von|absender|de|expéditeur|remitente|remetente|da|mittente|van|afzender|från|fra|avsändare|lähettäjä|od|nadawca"
                        + "|odesílatel|odosielateľ|от|от кого|отправитель|від|кому від|feladó|de la|expeditor|kimden|gönderen|από|dari|từ|người gửi|จาก"
                        + "|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|from|מאת|من|šaltinis|nuo|no|saatja|pošiljatelj|šalje|message from");
        put(
                Role.SENT,
                "sent|gesendet|envoyé|envoyé le|message du|enviado|enviado el|enviado em|enviada em|inviato|verzonden|skickat|sendt|lähetetty|wysłano"
                        + "|data wysłania|odesláno|odoslané|отправлено|дата отправки|надіслано|elküldve|küldve|trimis|gönderildi|gönderilme tarihi|στάλθηκε"
                        + "|terkirim|dikirim|đã gửi|ส่ง|发送时间|寄件日期|送信日時|日時|보낸 날짜|נשלח|تاريخ الإرسال|išsiųsta|nosūtīts|saadetud|poslano|enviat");
        put(
                Role.DATE,
                "date|datum|fecha|data|dato|päivämäärä|päiväys|dátum|дата|tarih|ημερομηνία|tanggal|ngày|วันที่|日期|日付|날짜|תאריך|التاريخ|date sent|kuupäev");
        put(
                Role.TO,
                "to|an|à|a|para|per|aan|till|til|vastaanottaja|do|dla|komu|adresát|кому|címzett|către|kime|kimlere|alıcı|προς|kepada|ke|đến|ถึง|收件人|收件者"
                        + "|宛先|받는 사람|받는사람|אל|إلى|kam|kellele|prima|za|empfänger|destinatario|destinatário|destinataire");
        put(
                Role.SUBJECT,
                "subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|тема|tárgy|subiect|konu|θέμα|subjek"
                        + "|perihal|chủ đề|tiêu đề|เรื่อง|主题|主旨|件名|제목|נושא|الموضوع|tema|teema|naslov|assumpte");
        put(
                Role.OTHER,
                "cc|bcc|kopie|copie|copie à|cci|copia|kopia|kopi|kopio|dw|udw|копия|копія|másolat|bilgi|κοιν|抄送|副本|참조|reply-to|antwort an|répondre à"
                        + "|responder a|importance|wichtigkeit|importancia|priority|priorität|attachments|anlagen|pièces jointes|organization");
    }

    private MailHeaders() {}

    private static void put(Role role, String labels) {
        for (String label : labels.split("\\|")) {
            LABELS.putIfAbsent(label, role);
        }
    }

    static boolean mayBegin(String line) {
        return role(line) != null;
    }

    /** How many lines from this one are such a header; 0 if none are. {@code announced}: a line above says so already. */
    static int length(List<String> lines, int from, boolean announced) {
        if (role(lines.get(from)) == null) {
            return 0;
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        boolean address = false;
        int last = from;
        int plain = 0;
        for (int i = from; i < Math.min(lines.size(), from + LINES); i++) {
            Role role = role(lines.get(i));
            plain = role == null ? plain + 1 : 0;
            if (plain > 2) {
                break;
            }
            if (role != null) {
                roles.add(role);
                last = i;
            }
            address |= lines.get(i).indexOf('@') >= 0;
        }
        return complete(roles, address, announced) ? last - from + 1 : 0;
    }

    private static boolean complete(Set<Role> roles, boolean address, boolean announced) {
        boolean when = roles.contains(Role.SENT) || roles.contains(Role.DATE);
        if (!roles.contains(Role.FROM) || roles.size() < 2) {
            return false;
        }
        boolean mail = roles.contains(Role.SUBJECT) || (roles.contains(Role.SENT) && roles.contains(Role.TO));
        return announced
                || (mail && roles.size() > 2)
                || (address && when && roles.contains(Role.TO))
                || (mail && address);
    }

    private static Role role(String line) {
        int colon = colon(line);
        if (colon < 1) {
            return null;
        }
        return LABELS.get(label(line.substring(0, colon)));
    }

    private static int colon(String line) {
        for (int i = 0; i < Math.min(line.length(), LABEL + 8); i++) {
            if (line.charAt(i) == ':' || line.charAt(i) == '：') {
                return i;
            }
        }
        return -1;
    }

    /** Without the marks of bold and of lists around it. */
    private static String label(String text) {
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("*|_>•-".indexOf(c) < 0 || (c == '-' && !label.isEmpty())) {
                label.append(c == '\u00a0' ? ' ' : c);
            }
        }
        return label.toString().strip().toLowerCase(Locale.ROOT);
    }
}
