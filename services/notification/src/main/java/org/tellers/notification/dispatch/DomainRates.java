package org.tellers.notification.dispatch;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recipient domains with a rate of their own, for one that blocks who sends it too many at once.
 *
 * @param aSecond mails a second of this process, by domain in small letters
 */
public record DomainRates(Map<String, Integer> aSecond) {

    private static final Pattern ENTRY = Pattern.compile("([a-z0-9-]+(?:\\.[a-z0-9-]+)+)=([1-9][0-9]{0,5})");

    /** Keeps its own copy. */
    public DomainRates {
        aSecond = Collections.unmodifiableMap(new TreeMap<>(aSecond));
    }

    /** None has. */
    public static DomainRates none() {
        return new DomainRates(Map.of());
    }

    /**
     * Reads {@code employer.example=20,provider.example=50}, as the setting has it.
     *
     * @throws IllegalArgumentException naming the entry that is not like this, or a domain that stands there twice
     */
    public static DomainRates parse(CharSequence setting) {
        Map<String, Integer> rates = new TreeMap<>();
        Arrays.stream(setting.toString().split(",", -1)).map(String::strip).forEach(entry -> {
            Matcher parts = ENTRY.matcher(entry.toLowerCase(Locale.ROOT));
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "\"%s\": write domain=mails a second, such as employer.example=20".formatted(entry));
            }
            if (rates.put(parts.group(1), Integer.valueOf(parts.group(2))) != null) {
                throw new IllegalArgumentException("%s stands there twice".formatted(parts.group(1)));
            }
        });
        return new DomainRates(rates);
    }
}
