package io.github.nd4jinit.examples;

import java.io.PrintStream;
import java.time.Duration;

/** A line at the foot of a terminal that is written over and over: how far, how fast, how much longer. */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean visible;
    private final long total;
    private final long start = System.nanoTime();
    private long done;
    private int printed;

    /**
     * Begins.
     *
     * @param out where to write to
     * @param visible false for silence: a log file has no use for a line that is written over
     * @param total how many values there will be
     */
    ProgressBar(PrintStream out, boolean visible, long total) {
        this.out = out;
        this.visible = visible;
        this.total = total;
    }

    /** Moves on. */
    void add(long values) {
        done += values;
        double seconds = (System.nanoTime() - start) / 1e9;
        int filled = (int) (WIDTH * done / total);
        Duration left = Duration.ofSeconds(Math.round(seconds * (total - done) / done));
        print("[%s%s] %3d %%  %.1f of %.1f M values  %.0f M/s  %d:%02d left"
                .formatted(
                        "#".repeat(filled),
                        "-".repeat(WIDTH - filled),
                        100 * done / total,
                        done / 1e6,
                        total / 1e6,
                        done / 1e6 / seconds,
                        left.toMinutes(),
                        left.toSecondsPart()));
    }

    /** Wipes the line. */
    @Override
    public void close() {
        print("");
        print("");
    }

    /** Writes over what was written before, to its end. Blanks rather than a control sequence: they work everywhere. */
    private void print(String text) {
        if (visible) {
            out.print("\r" + text + " ".repeat(Math.max(0, printed - text.length())));
            out.flush();
            printed = text.length();
        }
    }
}
