package io.jamesagents.extraction.find;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds telephone numbers, in the form of E.164. Those without a country's code are taken for numbers of the sender's country, as
 * far as its address has one, else of the United States.
 */
public final class Phones implements Finder {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final int MOST_TRIES = 500;
    private static final double QUALITY = 0.8;

    @Override
    public List<Candidate> find(Text text) {
        List<Candidate> found = new ArrayList<>();
        for (PhoneNumberMatch match :
                PHONES.findNumbers(text.all(), region(text.mail().sender()), Leniency.VALID, MOST_TRIES)) {
            String number = PHONES.format(match.number(), PhoneNumberFormat.E164);
            found.add(new Candidate(match.start(), match.end(), TextNode.valueOf(number), QUALITY));
        }
        return found;
    }

    private static String region(String sender) {
        String last = sender == null
                ? ""
                : sender.substring(sender.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        String region = last.equals("UK") ? "GB" : last;
        return PHONES.getSupportedRegions().contains(region) ? region : "US";
    }
}
