package io.github.nd4jinit.bench;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.factory.Nd4j;

/** A library or method that fills arrays. */
enum Implementation {
    /** This library, with ND4J's seed. */
    OURS("this library") {
        @Override
        Optional<Runnable> call(Fill fill, INDArray array) {
            return Optional.of(() -> fill.fill(array));
        }
    },
    /** This library's fill with zeros, whose speed is the limit for all fills. */
    ZEROS("zeros") {
        @Override
        Optional<Runnable> call(Fill fill, INDArray array) {
            return Optional.<Runnable>of(() -> Fill.ZEROS.fill(array)).filter(call -> fill != Fill.ZEROS);
        }
    },
    /** ND4J's native loop that writes a constant; it is also the op for constants and zeros. */
    ASSIGN("w.assign(1)") {
        @Override
        Optional<Runnable> call(Fill fill, INDArray array) {
            return Optional.<Runnable>of(() -> array.assign(1))
                    .filter(call -> fill != Fill.ZEROS && fill != Fill.CONSTANT);
        }
    },
    /** ND4J's op for the same distribution, with the array as its output. */
    OP("ND4J's op") {
        @Override
        Optional<Runnable> call(Fill fill, INDArray array) {
            return fill.nd4jOp(array);
        }
    },
    /**
     * ND4J's {@code WeightInitScheme}, called as SameDiff calls it: it allocates the array. Some schemes support only
     * FLOAT.
     */
    SCHEME("ND4J's scheme") {
        @Override
        Optional<Runnable> call(Fill fill, INDArray array) {
            return onlyFloat(array)
                    .flatMap(w -> fill.nd4jScheme(w.size(1)))
                    .map(scheme ->
                            () -> scheme.create(array.dataType(), array.shape()).close());
        }
    },
    /** A single-threaded loop that fills a {@code float[]}, which is then copied with ND4J's fastest method. */
    LOOP("java.util") {
        @Override
        Optional<Runnable> call(Fill fill, INDArray array) {
            return onlyFloat(array)
                    .flatMap(w -> fill.javaLoop(w.size(1)).map(loop -> {
                        float[] values = new float[Math.toIntExact(w.length())];
                        int columns = (int) w.size(1);
                        return () -> {
                            loop.fill(values, columns);
                            w.data().asNioFloat().put(values);
                        };
                    }));
        }
    },
    /** ND4J's matrix product of the same shape. Its time is a practical lower bound for an orthogonal matrix. */
    PRODUCT("a matrix product") {
        @Override
        Optional<Runnable> call(Fill fill, INDArray array) {
            return onlyOrthogonal(fill, array).map(w -> {
                INDArray left = Nd4j.rand(w.dataType(), w.rows(), Math.min(w.rows(), w.columns()));
                INDArray right = Nd4j.rand(w.dataType(), Math.min(w.rows(), w.columns()), w.columns());
                return () -> left.mmuli(right, w);
            });
        }
    },
    /**
     * The decomposition of a tall normal matrix by ND4J's LAPACK, without correcting the signs or applying the gain.
     */
    LAPACK("ND4J's geqrf") {
        @Override
        Optional<Runnable> call(Fill fill, INDArray array) {
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
    /** ND4J's QR op, for matrices for which it takes milliseconds. */
    QR("ND4J's linalg().qr") {
        private static final int MAX_LENGTH = 64;

        @Override
        Optional<Runnable> call(Fill fill, INDArray array) {
            return onlyOrthogonal(fill, array)
                    .filter(w -> w.rows() <= MAX_LENGTH && w.columns() <= MAX_LENGTH)
                    .map(w -> () -> {
                        for (INDArray factor : Nd4j.linalg().qr(Nd4j.randn(w.dataType(), w.shape()))) {
                            factor.close();
                        }
                    });
        }
    };

    private final String title;

    Implementation(String title) {
        this.title = title;
    }

    /** Returns a call that fills the array; empty if the implementation does not support the fill. */
    abstract Optional<Runnable> call(Fill fill, INDArray array);

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
