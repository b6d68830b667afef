package io.jamesagents.extraction.find;

import java.util.List;
import java.util.regex.Pattern;

/** Finds what one pattern of ours describes. */
public final class Patterns implements Finder {
    public static final Finder EMAIL = new Patterns(
            "(?<![\\w.+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,8}\\.[A-Za-z]{2,24}(?![\\w-])",
            0.8);
    public static final Finder URL = new Patterns("\\bhttps?://[^\\s<>\"'\\]\\[(){}|\\\\^`]{1,1000}[\\w/=&#-]", 0.8);
    public static final Finder UUID =
            new Patterns("\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b", 0.8);
    public static final Finder IPV4 = new Patterns(
            "(?<![\\d.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\d.])", 0.8);
    public static final Finder TIME = new Patterns(
            "(?i)(?<![\\d:.,/-])(?:(?:[01]?\\d|2[0-3])[:.h][0-5]\\d(?::[0-5]\\d)?(?:\\s?[ap]\\.?m\\b\\.?)?"
                    + "|(?:1[0-2]|0?[1-9])\\s?(?:[ap]\\.?m\\b\\.?|o'clock)|(?:[01]?\\d|2[0-3])\\s?uhr|noon|midday|midnight)(?![\\d/-]|[:.,]\\d)",
            0.7);
    public static final Finder ORDER_LIKE = new Patterns(
            "(?<![\\w@./-])#?((?=[A-Za-z0-9_/-]{0,30}\\d)[A-Za-z0-9](?:[A-Za-z0-9_/-]{1,30}[A-Za-z0-9])?)(?![\\w@]|[./-]\\w)",
            1,
            0.5);
    public static final Finder COMPANY = new Patterns(
            "\\b((?:[\\p{Lu}0-9][\\p{L}\\p{N}&'-]{0,30}(?: &|,)? ){1,4}(?:Inc|LLC|Ltd|Limited|GmbH|AG|Corp|Corporation|Co|KG|SE|plc|PLC|BV|B\\.V\\.|S\\.A|SA|SAS|S\\.r\\.l|Oy|AB|ApS|LLP|Pty)\\b\\.?)",
            1,
            0.7);

    private final Pattern pattern;
    private final int group;
    private final double quality;

    private Patterns(String regex, double quality) {
        this(regex, 0, quality);
    }

    private Patterns(String regex, int group, double quality) {
        this.pattern = Pattern.compile(regex);
        this.group = group;
        this.quality = quality;
    }

    @Override
    public List<Candidate> find(Text text) {
        return text.all(pattern, group, quality);
    }
}
