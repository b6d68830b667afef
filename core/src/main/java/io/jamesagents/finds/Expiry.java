package io.jamesagents.finds;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** For how long a mail says that its code is valid. */
final class Expiry {
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;
    private static final int LONGEST = 30 * DAY;

    private static final Pattern TIME = Pattern.compile(
            "(?<![\\d.,:])(\\d{1,3}) ?-?(?:(min|мин|хв|dakika|perc|λεπτ|phút|menit|นาที|分|분|דק|دقيق)|(hour|hr|stunde|heure|hora|ore|ora|uur|uren|timm|time"
                    + "|tunti|godzin|hodin|час|годин|saat|óra|ώρ|giờ|jam|小时|小時|時間|시간|שע|ساع)|(day|tag|jour|día|dia|giorn|dag|dni|дн|gün|nap|天|日|일))");

    private Expiry() {}

    /** In seconds; null if none of these lines says. */
    static @Nullable Integer seconds(List<String> lowerCaseLines) {
        for (String line : lowerCaseLines) {
            if (CodeWords.contains(line, CodeWords.EXPIRY)) {
                Matcher time = TIME.matcher(line);
                if (time.find()) {
                    return seconds(time);
                }
            }
        }
        return null;
    }

    private static @Nullable Integer seconds(Matcher time) {
        int unit = time.group(2) != null ? MINUTE : time.group(3) != null ? HOUR : DAY;
        int seconds = Integer.parseInt(time.group(1)) * unit;
        return seconds > 0 && seconds <= LONGEST ? seconds : null;
    }
}
