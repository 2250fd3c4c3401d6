package io.github.nd4jinit;

import io.github.nd4jinit.fill.Fill;
import io.github.nd4jinit.random.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrices with orthonormal columns of the Haar measure: every rotation of one is as likely as itself.
 *
 * <p>The Q of a Gaussian matrix's QR decomposition, with R's diagonal positive, is such a matrix, and the Householder
 * vectors of that decomposition are themselves independent Gaussian directions (Stewart, <a
 * href="https://doi.org/10.1137/0717034">The efficient generation of random orthogonal matrices</a>, SIAM Journal on
 * Numerical Analysis 17, 1980). So they are drawn, not computed, and only their product is formed, by matrix products of
 * whole blocks of them.
 */
final class Haar {

    /** The most columns that are reflected together. */
    private static final int BLOCK = 64;

    /** Matrices of at most so many columns are made without ND4J, whose calls would take longer. */
    private static final int SMALL = 256;

    /** Columns that are taken to the tensor together: the floats of a cache line. */
    private static final int LINE = 16;

    private final int rows;
    private final int columns;

    /** A matrix with at least as many rows as columns. */
    Haar(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Takes a matrix, some columns at a time. */
    interface Sink {

        /** Takes the columns from one on: of its i-th row the j-th of them is {@code columns[j][i]}. */
        void put(int first, double[][] columns);
    }

    /**
     * Draws a matrix.
     *
     * @param type how precisely
     * @param normals standard normal numbers
     * @param from the first of {@code rows * columns} that may be used
     * @param sink takes the matrix
     */
    void draw(DataType type, Values normals, long from, Sink sink) {
        if (columns <= SMALL) {
            sink.put(0, Reflectors.drawn(rows, 0, columns, normals, from).columns());
        } else {
            accumulate(type, block -> Reflectors.drawn(rows, begin(block), size(block), normals, from), sink);
        }
    }

    /**
     * The Q of a matrix's QR decomposition, with R's diagonal positive, which makes it unique.
     *
     * @param a the matrix by its columns; overwritten
     * @param sink takes the matrix Q, as large
     */
    void decompose(double[][] a, Sink sink) {
        if (columns <= SMALL) {
            sink.put(0, Reflectors.of(0, a).columns());
            return;
        }
        INDArray rest = Nd4j.create(a).transpose().dup('f');
        List<Reflectors> blocks = new ArrayList<>();
        for (int block = 0; block < blocks(); block++) {
            int begin = begin(block);
            INDArray part = Fill.part(rest, new long[] {begin, begin}, new long[] {rows - begin, size(block)});
            Reflectors reflectors = Reflectors.of(begin, part.transpose().toDoubleMatrix());
            reflectors.reflectRest(rest);
            blocks.add(reflectors);
        }
        rest.close();
        accumulate(DataType.DOUBLE, blocks::get, sink);
    }

    /** As many blocks of columns as need be, all of about the same size. */
    private int blocks() {
        return (columns + BLOCK - 1) / BLOCK;
    }

    private int begin(int block) {
        return (int) ((long) columns * block / blocks());
    }

    private int size(int block) {
        return begin(block + 1) - begin(block);
    }

    private void accumulate(DataType type, IntFunction<Reflectors> reflectors, Sink sink) {
        INDArray q = Nd4j.create(type, new long[] {rows, columns}, 'f');
        for (int block = blocks() - 1; block >= 0; block--) {
            reflectors.apply(block).accumulate(q);
        }
        double[][] some = new double[LINE][rows];
        for (int first = 0; first < columns; first += some.length) {
            some = first + some.length <= columns ? some : Arrays.copyOf(some, columns - first);
            for (int j = 0; j < some.length; j++) {
                Fill.read(q, (long) (first + j) * rows, some[j]);
            }
            sink.put(first, some);
        }
        q.close();
    }
}
