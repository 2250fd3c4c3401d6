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

/** Makes of {@link Turns} what JMH carries out of its child JVM: each contender's median time in an iteration. */
public final class TurnTimes implements InternalProfiler {

    private static final Map<String, List<Double>> TIMES = new LinkedHashMap<>();

    static void add(String contender, double nanos) {
        TIMES.computeIfAbsent(contender, name -> new ArrayList<>()).add(nanos);
    }

    @Override
    public String getDescription() {
        return "The median time of each contender's turns";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        TIMES.clear();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return TIMES.entrySet().stream()
                .map(turns -> new ScalarResult(
                        turns.getKey(), Spread.of(turns.getValue()).median(), "ns/call", AggregationPolicy.AVG))
                .toList();
    }
}
