package io.github.nd4jinit.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The measurements: for each contender of each comparison, one sample per round. */
final class Results {

    private final Map<String, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

    /** Adds a contender without measurements, which determines the order in the report. */
    void add(Comparison comparison, Contender contender) {
        samples.computeIfAbsent(comparison.title(), added -> new LinkedHashMap<>())
                .put(contender.name(), new ArrayList<>());
    }

    void add(Comparison comparison, Contender contender, Sample sample) {
        samples.get(comparison.title()).get(contender.name()).add(sample);
    }

    /** Returns the names of the contenders of a comparison. */
    List<String> contenders(String comparison) {
        return List.copyOf(samples.getOrDefault(comparison, Map.of()).keySet());
    }

    /** Returns a contender's time per call in nanoseconds. */
    Optional<Summary> nanos(String comparison, String contender) {
        return samples(comparison, contender)
                .map(rounds ->
                        Summary.of(rounds.stream().mapToDouble(Sample::nanos).toArray()));
    }

    /** Returns the number of bytes that the calling thread allocates in a call. */
    Optional<Summary> bytes(String comparison, String contender) {
        return samples(comparison, contender)
                .map(rounds -> rounds.stream()
                        .flatMapToDouble(sample -> sample.bytes().stream())
                        .toArray())
                .filter(bytes -> bytes.length > 0)
                .map(Summary::of);
    }

    private Optional<List<Sample>> samples(String comparison, String contender) {
        return Optional.ofNullable(samples.getOrDefault(comparison, Map.of()).get(contender))
                .filter(rounds -> !rounds.isEmpty());
    }
}
