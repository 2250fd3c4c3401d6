package io.github.nd4jinit.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Passes times of {@link InterleavedTiming} from JMH's forked JVM to the parent JVM: for each iteration, the median
 * time of each contender.
 */
public final class InterleavedTimingProfiler implements InternalProfiler {

    private static final Map<String, List<Double>> TIMES = new LinkedHashMap<>();

    static void add(String contender, double nanos) {
        TIMES.computeIfAbsent(contender, name -> new ArrayList<>()).add(nanos);
    }

    @Override
    public String getDescription() {
        return "Median time of each contender";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        TIMES.clear();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return TIMES.entrySet().stream()
                .map(times -> new ScalarResult(
                        times.getKey(), Summary.of(times.getValue()).median(), "ns/call", AggregationPolicy.AVG))
                .toList();
    }
}
