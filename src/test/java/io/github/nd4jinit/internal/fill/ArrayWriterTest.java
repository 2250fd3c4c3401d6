package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ArrayWriterTest {

    /** The name at the beginning of the messages. */
    private static final String WHO = "kaiming_normal";

    /** An initializer that can fill any valid array. */
    private static final Initializer ANY = Init.normal(5, 1);

    static Stream<INDArray> empties() {
        return ArrayZoo.empties();
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE", "HALF", "BFLOAT16"})
    void theFourFloatingPointTypesCanBeFilled(DataType type) {
        try (INDArray array = Nd4j.create(type, 2, 3)) {
            assertThat(ArrayWriter.check(WHO, array)).isEqualTo(FloatFormat.valueOf(type.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("empties")
    void emptyArraysAreAccepted(INDArray array) {
        assertThat(ArrayWriter.check(WHO, array))
                .isEqualTo(FloatFormat.valueOf(array.dataType().name()));
    }

    @Test
    void nullArrayIsRejected() {
        assertThatNullPointerException()
                .isThrownBy(() -> ArrayWriter.check(WHO, null))
                .withMessage("kaiming_normal: array must not be null");
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"LONG", "INT", "SHORT", "BYTE", "UBYTE", "UINT16", "UINT32", "UINT64", "BOOL"})
    void integerArraysAreRejectedAndUnchanged(DataType type) {
        try (INDArray array = Nd4j.ones(type, 2, 3)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ArrayWriter.check(WHO, array))
                    .withMessageContainingAll(
                            "kaiming_normal: received an array of " + type, // what, and the value
                            "only FLOAT, DOUBLE, HALF and BFLOAT16 can be filled", // the rule
                            "array.castTo(DataType.FLOAT)"); // the remedy
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ANY.initialize(array, Generator.seeded(1)))
                    .withMessageStartingWith("normal: ");
            assertThat(array).isEqualTo(Nd4j.ones(type, 2, 3));
        }
    }

    @Test
    void stringArraysAreRejectedAndUnchanged() {
        try (INDArray array = Nd4j.create("to", "be")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ANY.initialize(array, Generator.seeded(1)))
                    .withMessageStartingWith("normal: received an array of UTF8; only FLOAT");
            assertThat(array.getString(1)).isEqualTo("be");
        }
    }

    @Test
    void closedArraysAreRejected() {
        INDArray array = Nd4j.create(DataType.FLOAT, 2, 3);
        array.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> ArrayWriter.check(WHO, array))
                .withMessageContainingAll(
                        "kaiming_normal: the array was closed",
                        "memory was released",
                        "fill it before close(), or create a new one");
    }

    @Test
    void viewsOfClosedArraysAreRejected() {
        INDArray parent = Nd4j.create(DataType.FLOAT, 4, 3);
        INDArray view = parent.getColumn(1);
        parent.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> ArrayWriter.check(WHO, view))
                .withMessageStartingWith("kaiming_normal: the array was closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GZIP", "NOOP"})
    void compressedArraysAreRejectedAndUnchanged(String compression) {
        try (INDArray plain = Nd4j.linspace(DataType.FLOAT, 1, 64, 64)) {
            INDArray compressed = Nd4j.getCompressor().compress(plain, compression);
            assertThatIllegalStateException()
                    .isThrownBy(() -> ArrayWriter.check(WHO, compressed))
                    .withMessageContainingAll(
                            "kaiming_normal: the array is compressed",
                            "call Nd4j.getCompressor().decompressi(array) first");
            assertThatIllegalStateException().isThrownBy(() -> ANY.initialize(compressed, Generator.seeded(1)));
            assertThat(compressed.isCompressed()).isTrue();
            Nd4j.getCompressor().decompressi(compressed);
            assertThat(compressed).isEqualTo(plain);
        }
    }

    /** Applies the remedy that the message suggests. */
    @Test
    void decompressedArraysCanBeFilled() {
        try (INDArray plain = Nd4j.create(DataType.FLOAT, 64)) {
            INDArray array = Nd4j.getCompressor().compress(plain, "GZIP");
            Nd4j.getCompressor().decompressi(array);
            Init.constant(2).initialize(array);
            assertThat(array.toFloatVector()).containsOnly(2);
        }
    }

    /** A workspace that keeps its memory after its scope is left. */
    private static MemoryWorkspace workspace() {
        WorkspaceConfiguration configuration = WorkspaceConfiguration.builder()
                .initialSize(1 << 16)
                .policyLearning(LearningPolicy.NONE)
                .build();
        return Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "ArrayWriterTest");
    }

    @Test
    void arraysOfAClosedWorkspaceAreRejectedAndUnchanged() {
        INDArray array;
        INDArray view;
        FloatPointer memory;
        try (MemoryWorkspace workspace = workspace()) {
            assertThat(workspace.isScopeActive()).isTrue();
            array = Nd4j.ones(DataType.FLOAT, 2, 3);
            view = array.getColumn(1);
            memory = new FloatPointer(array.data().pointer());
        }
        for (INDArray left : new INDArray[] {array, view}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> ArrayWriter.check(WHO, left))
                    .withMessageContainingAll(
                            "kaiming_normal: the array belongs to a workspace whose scope was left",
                            "its memory may be in use elsewhere",
                            "fill it within the scope, or detach() it there");
            assertThatIllegalStateException().isThrownBy(() -> ANY.initialize(left, Generator.seeded(1)));
        }
        float[] cells = new float[6];
        memory.get(cells);
        assertThat(cells).containsOnly(1);
    }

    @Test
    void arraysOfAnEarlierWorkspaceCycleAreRejected() {
        INDArray array;
        try (MemoryWorkspace first = workspace()) {
            array = Nd4j.create(DataType.FLOAT, 5);
            assertThat(array.data().getParentWorkspace()).isSameAs(first);
        }
        try (MemoryWorkspace second = workspace()) {
            assertThat(second.isScopeActive()).isTrue();
            assertThatIllegalStateException()
                    .isThrownBy(() -> ArrayWriter.check(WHO, array))
                    .withMessageContaining("scope was left");
        }
    }

    @Test
    void arraysOfAnOpenWorkspaceCanBeFilledFromInnerScopesAndOtherThreads() {
        try (MemoryWorkspace outer = workspace();
                MemoryWorkspace inner = Nd4j.getWorkspaceManager().getAndActivateWorkspace("ArrayWriterTest inner")) {
            INDArray array;
            try (MemoryWorkspace outside = inner.tagOutOfScopeUse()) {
                assertThat(outside).isNotNull();
                array = Nd4j.create(DataType.FLOAT, 5);
            }
            assertThat(outer.isScopeActive()).isTrue();
            Init.constant(2).initialize(array);
            assertThat(array.toFloatVector()).containsOnly(2);
            CompletableFuture.runAsync(() -> Init.constant(3).initialize(array)).join();
            assertThat(array.toFloatVector()).containsOnly(3);
        }
    }

    /** Applies the remedy that the message suggests. */
    @Test
    void detachedArraysCanBeFilledAfterTheirWorkspace() {
        INDArray array;
        try (MemoryWorkspace workspace = workspace()) {
            array = Nd4j.create(DataType.FLOAT, 5).detach();
            assertThat(workspace.isScopeActive()).isTrue();
        }
        Init.constant(2).initialize(array);
        assertThat(array.toFloatVector()).containsOnly(2);
    }

    private static INDArray strided(INDArray parent, long[] shape, long[] strides) {
        return Nd4j.create(parent.data(), shape, strides, 0, 'c');
    }

    @Test
    void broadcastArraysAreRejectedAndUnchanged() {
        try (INDArray row = Nd4j.ones(DataType.FLOAT, 4)) {
            INDArray broadcast = strided(row, new long[] {3, 4}, new long[] {0, 1});
            assertThatIllegalStateException()
                    .isThrownBy(() -> ArrayWriter.check(WHO, broadcast))
                    .withMessageContainingAll(
                            "kaiming_normal: elements of the array share memory, received shape [3, 4] with strides [0, 1]",
                            "each element needs memory of its own",
                            "fill the array before broadcasting it, or fill a dup()");
            assertThatIllegalStateException().isThrownBy(() -> ANY.initialize(broadcast, Generator.seeded(1)));
            assertThat(row.toFloatVector()).containsOnly(1);
        }
    }

    /**
     * The arrays are similar to NumPy's sliding_window_view. The value of a shared memory cell would depend on the
     * order of writes.
     */
    @ParameterizedTest
    @CsvSource({"3, 4, 1, 1", "2, 3, 2, 1", "2, 5, 3, 1", "4, 3, 1, 2", "3, 2, 4, 8"})
    void arraysWhoseElementsShareMemoryAreRejectedAndUnchanged(long rows, long columns, long stride0, long stride1) {
        try (INDArray memory = Nd4j.ones(DataType.FLOAT, 24)) {
            INDArray array = strided(memory, new long[] {rows, columns}, new long[] {stride0, stride1});
            assertThatIllegalStateException().isThrownBy(() -> ANY.initialize(array, Generator.seeded(1)));
            assertThat(memory.toFloatVector()).containsOnly(1);
        }
    }

    /** No array has these strides by default, but each element has its own memory cell. */
    @ParameterizedTest
    @CsvSource({"2, 3, 5, 2", "3, 2, 1, 3", "1, 4, 0, 1", "4, 1, 5, 0"})
    void unusualStridesAreAcceptedIfNoElementsShareMemory(long rows, long columns, long stride0, long stride1) {
        try (INDArray memory = Nd4j.create(DataType.FLOAT, 24)) {
            INDArray array = strided(memory, new long[] {rows, columns}, new long[] {stride0, stride1});
            Init.ones().initialize(array);
            assertThat(Arrays.stream(Memory.bits(memory))
                            .filter(bits -> bits != 0)
                            .count())
                    .isEqualTo(rows * columns);
        }
    }

    @Test
    void arraysAreCheckedBeforeTheGeneratorIsUsed() {
        Generator failing = Generator.seededFrom(() -> {
            throw new AssertionError("a seed was drawn");
        });
        try (INDArray array = Nd4j.create(DataType.INT32, 3)) {
            assertThatIllegalArgumentException().isThrownBy(() -> ANY.initialize(array, failing));
        }
        try (INDArray array = Nd4j.create(DataType.FLOAT, 3)) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> ANY.initialize(array, failing))
                    .withMessage("a seed was drawn");
        }
    }
}
