package org.tellers.membership.places;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lists of places, one of each kind, each always replaced as a whole. */
@ApplicationScoped
public class KnownPlaces {

    private final EntityManager database;

    @Inject
    KnownPlaces(EntityManager database) {
        this.database = database;
    }

    /** All places of a kind, by name and first day. */
    @Transactional
    public List<Place> all(PlaceKind kind) {
        @SuppressWarnings("unchecked")
        List<@Nullable Object[]> rows = database.createNativeQuery(
                        "SELECT name, region, valid_from, valid_until, successor FROM place WHERE kind = ?1"
                                + " ORDER BY name, valid_from NULLS FIRST")
                .setParameter(1, kind.name())
                .getResultList();
        return rows.stream()
                .map(row -> new Place(
                        java.util.Objects.requireNonNull((String) row[0]),
                        (String) row[1],
                        day(row[2]),
                        day(row[3]),
                        (String) row[4]))
                .toList();
    }

    /** Puts this list in the place of the one before. */
    @Transactional
    Replaced replace(PlaceKind kind, List<Place> places) {
        Set<Place> before = new HashSet<>(all(kind));
        database.createNativeQuery("DELETE FROM place WHERE kind = ?1")
                .setParameter(1, kind.name())
                .executeUpdate();
        for (Place place : places) {
            database.createNativeQuery("""
                INSERT INTO place (kind, name, region, valid_from, valid_until, successor)
                VALUES (?1, ?2, CAST(?3 AS text), CAST(?4 AS date), CAST(?5 AS date), CAST(?6 AS text))\
                """)
                    .setParameter(1, kind.name())
                    .setParameter(2, place.name())
                    .setParameter(3, place.region())
                    .setParameter(4, text(place.validFrom()))
                    .setParameter(5, text(place.validUntil()))
                    .setParameter(6, place.successor())
                    .executeUpdate();
        }
        Set<Place> now = new HashSet<>(places);
        int added = (int) now.stream().filter(place -> !before.contains(place)).count();
        int removed =
                (int) before.stream().filter(place -> !now.contains(place)).count();
        return new Replaced(places.size(), added, removed);
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static @Nullable LocalDate day(@Nullable Object value) {
        return value instanceof Date date ? date.toLocalDate() : (LocalDate) value;
    }

    /**
     * What became of a list.
     *
     * @param places how many there are now
     * @param added lines that were not there before
     * @param removed lines that are no longer there
     */
    record Replaced(int places, int added, int removed) {}
}
