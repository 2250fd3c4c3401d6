package io.github.nd4jinit.bench;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.factory.Nd4j;

/** Who fills an array. */
enum Rival {
    /** This library, by ND4J's seed. */
    OURS("ours") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return Optional.of(() -> fill.ours(array));
        }
    },
    /** ND4J's native loop that writes a constant: what the memory allows. */
    MEMORY("w.assign(1)") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return Optional.of(() -> array.assign(1));
        }
    },
    /** ND4J's op for the same distribution, executed into the array. */
    OP("ND4J's op") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return fill.op(array);
        }
    },
    /**
     * ND4J's {@code WeightInitScheme}, called as SameDiff calls it: it allocates the array. Some schemes know no type but
     * FLOAT.
     */
    SCHEME("ND4J's scheme") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return onlyFloat(array)
                    .flatMap(w -> fill.scheme(w.size(1)))
                    .map(scheme ->
                            () -> scheme.create(array.dataType(), array.shape()).close());
        }
    },
    /** A loop of one thread into a {@code float[]}, which is then copied in the fastest way that ND4J has. */
    LOOP("java.util") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return onlyFloat(array)
                    .flatMap(w -> fill.loop(w.size(1)).map(loop -> {
                        float[] values = new float[Math.toIntExact(w.length())];
                        int columns = (int) w.size(1);
                        return () -> {
                            loop.fill(values, columns);
                            w.data().asNioFloat().put(values);
                        };
                    }));
        }
    },
    /** ND4J's matrix product of as many rows and columns: what an orthogonal matrix can hardly be faster than. */
    PRODUCT("a matrix product") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return onlyOrthogonal(fill, array).map(w -> {
                INDArray left = Nd4j.rand(w.dataType(), w.rows(), Math.min(w.rows(), w.columns()));
                INDArray right = Nd4j.rand(w.dataType(), Math.min(w.rows(), w.columns()), w.columns());
                return () -> left.mmuli(right, w);
            });
        }
    },
    /** ND4J's LAPACK, which decomposes tall matrices of normals, and leaves signs and gain to do. */
    LAPACK("ND4J's geqrf") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return onlyOrthogonal(fill, array).map(w -> {
                int longer = Math.max(w.rows(), w.columns());
                int shorter = Math.min(w.rows(), w.columns());
                INDArray a = Nd4j.create(w.dataType(), new long[] {longer, shorter}, 'f');
                INDArray r = Nd4j.create(w.dataType(), new long[] {shorter, shorter}, 'f');
                return () -> {
                    Nd4j.exec(new GaussianDistribution(a, 0, 1));
                    Nd4j.getNDArrayFactory().lapack().geqrf(a, r);
                };
            });
        }
    },
    /** ND4J's op, for matrices that it takes less than a second for. */
    QR("ND4J's linalg().qr") {
        private static final int LARGEST = 256;

        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return onlyOrthogonal(fill, array)
                    .filter(w -> w.rows() <= LARGEST && w.columns() <= LARGEST)
                    .map(w -> () -> {
                        for (INDArray factor : Nd4j.linalg().qr(Nd4j.randn(w.dataType(), w.shape()))) {
                            factor.close();
                        }
                    });
        }
    };

    private final String title;

    Rival(String title) {
        this.title = title;
    }

    /** One call that fills the array, if the rival knows how. */
    abstract Optional<Runnable> filling(Fill fill, INDArray array);

    private static Optional<INDArray> onlyFloat(INDArray array) {
        return Optional.of(array).filter(w -> w.dataType() == DataType.FLOAT);
    }

    private static Optional<INDArray> onlyOrthogonal(Fill fill, INDArray array) {
        return Optional.of(array).filter(w -> fill == Fill.ORTHOGONAL);
    }

    @Override
    public String toString() {
        return title;
    }
}
