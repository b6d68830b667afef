package io.jamesagents.finds;

import java.util.List;

/** The words by which mails in several languages say what a code is for; all lower-case. */
final class CodePurpose {
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

    private CodePurpose() {}

    static Code.Kind kind(String lower) {
        if (Phrases.contains(lower, RESET)) {
            return Code.Kind.PASSWORD_RESET;
        }
        if (Phrases.contains(lower, OTP)) {
            return Code.Kind.OTP;
        }
        if (Phrases.contains(lower, VERIFICATION)) {
            return Code.Kind.VERIFICATION;
        }
        return Phrases.contains(lower, PIN) ? Code.Kind.PIN : Code.Kind.OTHER;
    }
}
