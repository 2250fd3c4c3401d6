package io.github.nd4jinit.internal.fill;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of every kind that can be filled. Tests can read the memory around each array. */
final class ArrayZoo {

    static final List<DataType> TYPES = List.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16);

    private static final AtomicInteger WORKSPACES = new AtomicInteger();

    private static final Map<String, Function<DataType, TestArray>> FACTORIES = new LinkedHashMap<>();

    static {
        wholeArrays();
        views();
        parameterVectors();
        workspaces();
        large();
    }

    private ArrayZoo() {}

    /** A kind of array. Every call of {@link #create} creates a new array. */
    record Kind(DataType type, String name) {

        TestArray create() {
            return FACTORIES.get(name).apply(type);
        }

        @Override
        public String toString() {
            return type + " " + name;
        }
    }

    /** An array, and the arrays that own its memory and the memory next to it. */
    static final class TestArray implements AutoCloseable {

        private final INDArray array;
        private final List<INDArray> owners;
        private final Runnable release;

        private TestArray(INDArray array, List<INDArray> owners, Runnable release) {
            // ND4J incorrectly returns some views as empty arrays, for which every test would pass
            if (array.isEmpty()) {
                throw new IllegalStateException("no elements to fill");
            }
            this.array = array;
            this.owners = owners;
            this.release = release;
        }

        INDArray array() {
            return array;
        }

        /** Returns the bits of every memory cell, inside and outside the array. */
        long[] memory() {
            return owners.stream()
                    .flatMapToLong(owner -> Arrays.stream(Memory.bits(owner)))
                    .toArray();
        }

        /** Sets every memory cell, inside and outside the array, to a pattern that no fill writes. */
        void paint() {
            owners.forEach(owner -> Memory.paint(owner, pattern(owner.dataType())));
        }

        /** Counts the memory cells that no longer contain the pattern of {@link #paint}. */
        long changedCells() {
            long pattern = pattern(array.dataType());
            return Arrays.stream(memory()).filter(bits -> bits != pattern).count();
        }

        @Override
        public void close() {
            release.run();
        }
    }

    /** Returns every kind in every element type. */
    static Stream<Kind> kinds() {
        return TYPES.stream().flatMap(type -> FACTORIES.keySet().stream().map(name -> new Kind(type, name)));
    }

    /** Returns the kinds that have at least two axes and whose first axis can be divided. */
    static Stream<Kind> kindsOfTwoAxesOrMore() {
        return kinds().filter(kind -> {
            try (TestArray testArray = kind.create()) {
                return testArray.array().rank() >= 2 && testArray.array().size(0) >= 2;
            }
        });
    }

    /** Returns empty arrays of every element type. */
    static Stream<INDArray> empties() {
        return TYPES.stream()
                .flatMap(type -> Stream.of(
                        Nd4j.empty(type),
                        Nd4j.create(type, 0),
                        Nd4j.create(type, 0, 3),
                        Nd4j.create(type, new long[] {3, 0, 2}, 'f')));
    }

    /** Returns the bits of a NaN with an unusual payload. */
    private static long pattern(DataType type) {
        return switch (type) {
            case HALF -> 0x7d5aL;
            case BFLOAT16 -> 0x7fa5L;
            case FLOAT -> 0x7fa5a5a5L;
            default -> 0x7ff5a5a5a5a5a5a5L;
        };
    }

    private static void wholeArrays() {
        whole();
        whole(1);
        whole(7);
        whole(5, 7);
        whole(3, 4, 5);
        whole(2, 3, 4, 5);
        whole(3, 2, 2, 3, 4);
        whole(2, 3, 2, 1, 4, 3);
        whole(2, 1, 3, 2, 2, 2, 3);
        whole(2, 3, 2, 1, 3, 2, 2, 3);
        whole(1, 1);
        whole(1, 7);
        whole(7, 1);
        whole(1, 1, 1);
        whole(1, 5, 1, 3);
        whole(4, 1, 1, 1);
        whole(1, 1, 6, 1, 2, 1);
    }

    private static void views() {
        view("scalar", a -> a.getScalar(3, 2), 7, 5);
        view("scalar of a vector", a -> a.getScalar(3), 7);
        view("transpose", INDArray::transpose, 4, 6);
        view("permute(2, 0, 1)", a -> a.permute(2, 0, 1), 4, 5, 6);
        view("permute of rank 5", a -> a.permute(3, 0, 4, 2, 1), 2, 3, 4, 2, 3);
        view("row", a -> a.getRow(2), 7, 5);
        view("row kept as a matrix", a -> a.getRow(2, true), 7, 5);
        view("column", a -> a.getColumn(3), 7, 5);
        view("column kept as a matrix", a -> a.getColumn(3, true), 7, 5);
        view("some elements of a vector", a -> a.get(interval(2, 6)), 9);
        view("every second element of a vector", a -> a.get(interval(1, 2, 9)), 11);
        view("rows", a -> a.get(interval(2, 5), all()), 7, 5);
        view("columns", a -> a.get(all(), interval(1, 4)), 7, 5);
        view("block", a -> a.get(interval(1, 4), interval(2, 5)), 7, 6);
        view("block of one element", a -> a.get(interval(2, 3), interval(4, 5)), 7, 5);
        view("block of one row", a -> a.get(interval(2, 3), interval(1, 4)), 7, 5);
        view("block of rank 4", a -> a.get(all(), interval(1, 3), all(), interval(2, 5)), 3, 4, 3, 6);
        view("steps", a -> a.get(interval(0, 2, 7), interval(1, 2, 6)), 9, 8);
        view("steps of rank 3", a -> a.get(interval(1, 2, 6), all(), interval(0, 2, 5)), 7, 3, 6);
        view("slice", a -> a.slice(1), 3, 4, 5);
        view("slice of the last axis", a -> a.slice(2, 2), 3, 4, 5);
        view("point and interval", a -> a.get(point(1), interval(1, 3), all()), 3, 4, 5);
        view("tensor along one axis", a -> a.tensorAlongDimension(7, 1), 3, 4, 5);
        view("tensor along two axes", a -> a.tensorAlongDimension(2, 0, 2), 3, 4, 5);
        view("transposed block", a -> a.get(interval(1, 6), interval(2, 8)).transpose(), 7, 9);
        view(
                "permuted block of a slice",
                a -> a.slice(1).get(interval(1, 4), all(), interval(0, 2)).permute(2, 0, 1),
                2,
                5,
                3,
                4);
        view("block with axes of one element", a -> a.get(all(), interval(1, 3), all(), interval(1, 2)), 1, 5, 1, 3);
        view("rows of a block", a -> a.get(interval(0, 6), interval(0, 4)).get(interval(0, 3), all()), 7, 9);
        // like NumPy's diagonal(), with a stride that no axis of the parent has
        view("diagonal", a -> Nd4j.create(a.data(), new long[] {5}, new long[] {6}, 0, 'c'), 5, 5);
    }

    /** DL4J stores the parameters of a network in one vector. Each weight is a reshaped view of a part in 'f' order. */
    private static void parameterVectors() {
        for (long[] vector : List.of(new long[] {100}, new long[] {1, 100})) {
            for (char order : new char[] {'f', 'c'}) {
                parameter(vector, 0, order, 3, 4);
                parameter(vector, 12, order, 4);
                parameter(vector, 16, order, 2, 3, 3, 2);
                parameter(vector, 52, order, 6, 8);
            }
        }
    }

    private static void parameter(long[] vector, int begin, char order, long... shape) {
        long end = begin + Arrays.stream(shape).reduce(1, (x, y) -> x * y);
        viewOf(
                "parameter at %d, '%s' %s".formatted(begin, order, Arrays.toString(shape)),
                'c',
                vector,
                a -> (a.rank() == 1 ? a.get(interval(begin, end)) : a.get(point(0), interval(begin, end)))
                        .reshape(order, shape));
    }

    private static void workspaces() {
        inWorkspace("'c' [5, 7]", type -> Nd4j.create(type, new long[] {5, 7}, 'c'), a -> a);
        inWorkspace("'f' [5, 7]", type -> Nd4j.create(type, new long[] {5, 7}, 'f'), a -> a);
        inWorkspace("block", type -> Nd4j.create(type, 7, 6), a -> a.get(interval(1, 4), interval(2, 5)));
        inWorkspace("scalar", type -> Nd4j.create(type), a -> a);
        inWorkspace("large", type -> Nd4j.create(type, 3, 44111), a -> a);
    }

    /**
     * Arrays larger than a step of {@link DirectPath}, larger than a thread's grain, and larger than a chunk of {@link
     * PortablePath}.
     */
    private static void large() {
        whole(4097);
        whole(67, 63);
        whole(300001);
        whole(521, 523);
        whole(1, 3, 90001); // chunks of several rows, after an axis of length 1
        whole(2, 1, 270001); // a row is longer than a chunk
        view("large transpose", INDArray::transpose, 519, 523);
        view("large permute", a -> a.permute(2, 0, 1), 61, 67, 71);
        view("large rows", a -> a.get(interval(3, 524), all()), 530, 521);
        view("large columns", a -> a.get(all(), interval(5, 526)), 521, 1100);
        view("large steps", a -> a.get(interval(1, 2, 1022), interval(0, 2, 1030)), 1024, 1032);
        view("large column", a -> a.getColumn(1), 270001, 3);
        view("large block of rank 3", a -> a.get(interval(1, 64), all(), interval(2, 68)), 67, 71, 69);
    }

    private static void whole(long... shape) {
        for (char order : new char[] {'c', 'f'}) {
            FACTORIES.put("'%s' %s".formatted(order, Arrays.toString(shape)), type -> {
                INDArray array = Nd4j.create(type, shape, order);
                return new TestArray(array, List.of(array), array::close);
            });
        }
    }

    private static void view(String name, UnaryOperator<INDArray> view, long... parent) {
        viewOf(name, 'c', parent, view);
        viewOf(name, 'f', parent, view);
    }

    private static void viewOf(String name, char order, long[] shape, UnaryOperator<INDArray> view) {
        FACTORIES.put("%s of '%s' %s".formatted(name, order, Arrays.toString(shape)), type -> {
            INDArray parent = Nd4j.create(type, shape, order);
            return new TestArray(view.apply(parent), List.of(parent), parent::close);
        });
    }

    private static void inWorkspace(String name, Function<DataType, INDArray> parent, UnaryOperator<INDArray> view) {
        FACTORIES.put("in a workspace: " + name, type -> {
            WorkspaceConfiguration configuration =
                    WorkspaceConfiguration.builder().initialSize(1 << 22).build();
            String id = "zoo-" + WORKSPACES.getAndIncrement();
            MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, id);
            List<INDArray> owners = new ArrayList<>();
            owners.add(Nd4j.create(type, 9)); // before the array
            owners.add(parent.apply(type));
            owners.add(Nd4j.create(type, 9)); // after the array
            return new TestArray(view.apply(owners.get(1)), owners, () -> {
                workspace.close();
                Nd4j.getWorkspaceManager().destroyWorkspace(workspace);
            });
        });
    }

    /** Returns the index of the element at a position in row-major order. */
    static long[] index(long position, long... shape) {
        long[] index = new long[shape.length];
        long rest = position;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return index;
    }
}
