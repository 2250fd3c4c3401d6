package io.github.nd4jinit.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The measurements: for each case, the allocated bytes and the times of each contender, with one time per iteration of
 * each JVM.
 */
final class Results {

    /** The name of the contender that is another variant of this library. */
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

    /**
     * Adds torch's time for a case, which was measured separately, for comparison with every time of this library. Ignored
     * if the case does not exist.
     */
    void addTorch(Case subject, double nanos) {
        Map<String, List<Double>> contenders = times.get(subject);
        if (contenders != null) {
            List<Double> ours = contenders.getOrDefault(Implementation.OURS.toString(), List.of());
            contenders.put(TORCH, Collections.nCopies(ours.size(), nanos));
        }
    }

    Collection<Case> cases() {
        return Collections.unmodifiableSet(times.keySet());
    }

    Collection<String> contenders(Case subject) {
        return Collections.unmodifiableSet(times.getOrDefault(subject, Map.of()).keySet());
    }

    /** Returns a contender's time per call in nanoseconds. */
    Optional<Summary> time(Case subject, String contender) {
        return Optional.ofNullable(times.get(subject))
                .map(contenders -> contenders.get(contender))
                .map(Summary::of);
    }

    /**
     * Returns the ratio of this library's speed to a contender's speed, computed from the times of the same iterations.
     */
    Optional<Summary> ratio(Case subject, String contender) {
        Map<String, List<Double>> contenders = times.getOrDefault(subject, Map.of());
        List<Double> ours = contenders.get(Implementation.OURS.toString());
        List<Double> theirs = contenders.get(contender);
        if (ours == null || theirs == null) {
            return Optional.empty();
        }
        return Optional.of(Summary.of(IntStream.range(0, ours.size())
                .mapToObj(i -> theirs.get(i) / ours.get(i))
                .toList()));
    }

    /** Returns the number of bytes that a call of this library allocates. */
    Optional<Summary> bytes(Case subject) {
        return Optional.ofNullable(bytes.get(subject)).map(Summary::of);
    }
}
