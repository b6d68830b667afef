package io.jamesagents.finds;

import java.util.List;

/** The words by which mails in several languages speak of one-time codes; all lower-case. */
final class CodeWords {
    /** A code is near. */
    static final List<String> CODE = List.of(
            "code",
            "otp",
            "passcode",
            "one-time pass",
            "one time pass",
            "one-time pin",
            "token",
            " pin ",
            " pin:",
            "pin-code",
            "kod",
            "kód",
            "kode",
            "koodi",
            "código",
            "codigo",
            "codice",
            "codi ",
            "cod de",
            "codul",
            "код",
            "пароль",
            "κωδικ",
            "einmalpasswort",
            "einmalkennwort",
            "bestätigungsnummer",
            " tan ",
            "mot de passe à usage unique",
            "contraseña de un solo uso",
            "clave de un solo uso",
            "senha de uso único",
            "mã xác",
            "mã otp",
            "mã bảo mật",
            "รหัส",
            "验证码",
            "驗證碼",
            "校验码",
            "动态码",
            "认证码",
            "確認コード",
            "認証コード",
            "認証番号",
            "確認番号",
            "コード",
            "ワンタイム",
            "인증번호",
            "인증 번호",
            "인증코드",
            "인증 코드",
            "확인 코드",
            "קוד",
            "رمز",
            "الكود");

    /** What is near is another kind of code, or a number of something else. */
    static final List<String> OTHER = List.of(
            "encod",
            "decod",
            "unicode",
            "opcode",
            "bytecode",
            "code base",
            "codebase",
            "donation",
            "spendencode",
            "gift",
            "% off",
            "promo",
            "coupon",
            "discount",
            "voucher",
            "gutschein",
            "rabatt",
            "réduction",
            "descuento",
            "desconto",
            "sconto",
            "korting",
            "rabat",
            "zip code",
            "postal code",
            "postcode",
            "post code",
            "area code",
            "country code",
            "error code",
            "status code",
            "product code",
            "source code",
            "item code",
            "bar code",
            "barcode",
            "dress code",
            "swift",
            "sort code",
            "iban",
            "bic ",
            "referral code",
            "invite code",
            "booking code",
            "booking reference",
            "bestellnummer",
            "rechnungsnummer",
            "kundennummer",
            "order number",
            "order no",
            "order #",
            "order id",
            "invoice",
            "ticket #",
            "tracking",
            "sendungsnummer",
            "numéro de commande",
            "número de pedido",
            "numero ordine",
            "bestelnummer",
            "ordernummer",
            "account number",
            "kontonummer",
            "phone",
            "telefon",
            "téléphone",
            "teléfono",
            "telefone",
            "tel.",
            "tel:",
            "fax",
            "postleitzahl",
            "plz",
            "code postal",
            "código postal",
            "cap:",
            "промокод",
            "почтовый индекс",
            "номер заказа",
            "折扣",
            "优惠",
            "邮编",
            "訂單",
            "订单",
            "クーポン",
            "注文番号",
            "쿠폰",
            "주문");

    /** Says between two others that they are the same, or whose the code is. */
    static final List<String> IS = List.of(
            " is", " ist", " lautet", " est", " es ", " é ", " è ", " är ", " er ", " on ", " to ", " to:", "your",
            "dein", "ihr ", "votre", "ton ", "tu ", "su ", "seu ", "sua ", "tuo ", "uw ", "je ", "din ", "twój", "ваш",
            "твой", "は", "是", "为", "為", "입니다", "번호", ":", "：", "—", "–", " - ");

    /** That the code is valid for some time. */
    static final List<String> EXPIRY = List.of(
            "expire",
            "valid",
            "within",
            "next",
            "good for",
            "gültig",
            "innerhalb",
            "läuft",
            "verfällt",
            "valable",
            "expir",
            "dans les",
            "válid",
            "valid",
            "vence",
            "caduca",
            "caducará",
            "scad",
            "validi",
            "entro",
            "geldig",
            "verloopt",
            "giltig",
            "gyldig",
            "voimassa",
            "ważn",
            "wygas",
            "platn",
            "platí",
            "действ",
            "истек",
            "дійсн",
            "geçerli",
            "érvényes",
            "valabil",
            "ισχύει",
            "hiệu lực",
            "berlaku",
            "หมดอายุ",
            "有效",
            "过期",
            "有効",
            "유효",
            "תקף",
            "صالح");

    private static final List<String> RESET = List.of(
            "reset",
            "recover",
            "forgot",
            "zurücksetzen",
            "réinitialis",
            "restablec",
            "redefin",
            "reimposta",
            "herstel",
            "återställ",
            "сброс",
            "重置",
            "重設",
            "再設定",
            "재설정",
            "sıfırla",
            "resetowa");
    private static final List<String> OTP = List.of(
            "otp",
            "one-time",
            "one time",
            "log in",
            "login",
            "log-in",
            "sign in",
            "sign-in",
            "signing in",
            "two-factor",
            "2fa",
            "two-step",
            "2-step",
            "passcode",
            "access code",
            "authentication",
            "authentifi",
            "anmeld",
            "einmal",
            "zwei-faktor",
            "connexion",
            "usage unique",
            "iniciar sesión",
            "acceso",
            "entrar",
            "uso único",
            "accesso",
            "accedere",
            "inloggen",
            "aanmeld",
            "inlogg",
            "logowani",
            "вход",
            "giriş",
            "登录",
            "登入",
            "ログイン",
            "로그인",
            "ワンタイム",
            "动态");
    private static final List<String> VERIFICATION = List.of(
            "verif",
            "confirm",
            "activat",
            "validat",
            "bestätig",
            "vérif",
            "confirma",
            "conferm",
            "bevestig",
            "bekräft",
            "bekræft",
            "bekreft",
            "vahvist",
            "potwierdz",
            "weryfik",
            "ověř",
            "подтвержд",
            "підтвердж",
            "doğrula",
            "onay",
            "megerős",
            "xác minh",
            "xác nhận",
            "验证",
            "驗證",
            "认证",
            "確認",
            "認証",
            "인증",
            "확인",
            "security code",
            "sicherheitscode",
            "אימות",
            "تحقق");
    private static final List<String> PIN = List.of(" pin ", " pin:", "pin-code", "pin code");

    private CodeWords() {}

    static Code.Kind kind(String lower) {
        if (contains(lower, RESET)) {
            return Code.Kind.PASSWORD_RESET;
        }
        if (contains(lower, OTP)) {
            return Code.Kind.OTP;
        }
        if (contains(lower, VERIFICATION)) {
            return Code.Kind.VERIFICATION;
        }
        return contains(lower, PIN) ? Code.Kind.PIN : Code.Kind.OTHER;
    }

    static boolean contains(String text, List<String> words) {
        return lastBefore(text, words, text.length()) >= 0;
    }

    /** Where the last of these words ends that begins before this place; -1 if none does. */
    static int lastBefore(String text, List<String> words, int place) {
        int last = -1;
        for (String word : words) {
            int at = text.lastIndexOf(word, Math.max(0, place - 1));
            last = at < 0 || at >= place ? last : Math.max(last, at + word.length());
        }
        return last;
    }

    /** Where the first of these words begins from this place on; -1 if there is none. */
    static int firstFrom(String text, List<String> words, int place) {
        int first = -1;
        for (String word : words) {
            int at = text.indexOf(word, place);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        return first;
    }
}
