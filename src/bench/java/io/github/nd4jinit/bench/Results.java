package io.github.nd4jinit.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What was measured: for every case each contender's times, one from every iteration of every JVM, and bytes. */
final class Results {

    /** The contender that is this library in another variant. */
    static final String REFERENCE = "its reference";

    static final String TORCH = "torch";

    private final Map<Case, Map<String, List<Double>>> times = new LinkedHashMap<>();
    private final Map<Case, List<Double>> bytes = new LinkedHashMap<>();

    void addTime(Case subject, String contender, double nanos) {
        times.computeIfAbsent(subject, added -> new LinkedHashMap<>())
                .computeIfAbsent(contender, added -> new ArrayList<>())
                .add(nanos);
    }

    void addBytes(Case subject, double bytesPerCall) {
        bytes.computeIfAbsent(subject, added -> new ArrayList<>()).add(bytesPerCall);
    }

    /** Adds a time taken elsewhere, to compare each of ours with, if there is such a case. */
    void addTorch(Case subject, double nanos) {
        Map<String, List<Double>> contenders = times.get(subject);
        if (contenders != null) {
            List<Double> ours = contenders.getOrDefault(Rival.OURS.toString(), List.of());
            contenders.put(TORCH, Collections.nCopies(ours.size(), nanos));
        }
    }

    Collection<Case> cases() {
        return Collections.unmodifiableSet(times.keySet());
    }

    Collection<String> contenders(Case subject) {
        return Collections.unmodifiableSet(times.getOrDefault(subject, Map.of()).keySet());
    }

    /** A contender's time a call, in nanoseconds. */
    Optional<Spread> time(Case subject, String contender) {
        return Optional.ofNullable(times.get(subject))
                .map(contenders -> contenders.get(contender))
                .map(Spread::of);
    }

    /** Our speed as a multiple of a contender's: the ratios of times that were taken in turns. */
    Optional<Spread> ratio(Case subject, String contender) {
        Map<String, List<Double>> contenders = times.getOrDefault(subject, Map.of());
        List<Double> ours = contenders.get(Rival.OURS.toString());
        List<Double> theirs = contenders.get(contender);
        if (ours == null || theirs == null) {
            return Optional.empty();
        }
        return Optional.of(Spread.of(IntStream.range(0, ours.size())
                .mapToObj(i -> theirs.get(i) / ours.get(i))
                .toList()));
    }

    /** Bytes that a call of ours allocates. */
    Optional<Spread> bytes(Case subject) {
        return Optional.ofNullable(bytes.get(subject)).map(Spread::of);
    }
}
