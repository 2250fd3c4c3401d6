package io.github.nd4jinit.samediff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.random.Generator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.weightinit.WeightInit;
import org.nd4j.weightinit.WeightInitScheme;

/** Tests variables that are initialized when they are created. */
class InitializerSchemeTest {

    private static final Initializer XAVIER = Init.xavierUniform();

    private static INDArray filled(DataType type, long... shape) {
        return XAVIER.initialize(Nd4j.create(type, shape), Layout.IN_OUT, Generator.seeded(1));
    }

    private static WeightInitScheme seeded() {
        return SameDiffs.scheme(XAVIER, Layout.IN_OUT, Generator.seeded(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE", "HALF", "BFLOAT16"})
    void aVariableHasTheRequestedTypeAndShapeAndTheValuesOfTheInitializer(DataType type) {
        SDVariable w = SameDiff.create().var("w", seeded(), type, 3, 4);
        assertThat(w.dataType()).isEqualTo(type);
        assertThat(w.getArr().dataType()).isEqualTo(type);
        assertThat(w.getArr().shape()).containsExactly(3, 4);
        assertThat(w.getArr().ordering()).isEqualTo('c');
        assertThat(w.getArr()).isEqualTo(filled(type, 3, 4));
    }

    @Test
    void withoutAGeneratorTheValuesDependOnTheSeedOfNd4j() {
        WeightInitScheme scheme = SameDiffs.scheme(XAVIER, Layout.IN_OUT);
        SameDiff graph = SameDiff.create();
        Nd4j.getRandom().setSeed(5);
        INDArray first = graph.var("first", scheme, DataType.FLOAT, 3, 4).getArr();
        INDArray second = graph.var("second", scheme, DataType.FLOAT, 3, 4).getArr();
        Nd4j.getRandom().setSeed(5);
        assertThat(first).isEqualTo(XAVIER.initialize(Nd4j.create(3, 4), Layout.IN_OUT));
        assertThat(second)
                .isEqualTo(XAVIER.initialize(Nd4j.create(3, 4), Layout.IN_OUT))
                .isNotEqualTo(first);
    }

    @Test
    void eachVariableTakesTheNextTensorOfTheGenerator() {
        WeightInitScheme scheme = seeded();
        Generator generator = Generator.seeded(1);
        SameDiff graph = SameDiff.create();
        for (String name : new String[] {"first", "second"}) {
            assertThat(graph.var(name, scheme, DataType.FLOAT, 3, 4).getArr())
                    .isEqualTo(XAVIER.initialize(Nd4j.create(3, 4), Layout.IN_OUT, generator));
        }
    }

    @Test
    void arraysAreNotAttachedToTheCurrentWorkspace() {
        WorkspaceConfiguration configuration =
                WorkspaceConfiguration.builder().initialSize(1 << 16).build();
        try (MemoryWorkspace workspace =
                Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "InitializerSchemeTest")) {
            assertThat(Nd4j.create(1).isAttached()).isTrue();
            assertThat(seeded().create(DataType.FLOAT, 3, 4).isAttached()).isFalse();
            workspace.notifyScopeLeft();
        }
    }

    @Test
    void aViewIsFilledAndReturnedInTheRequestedShape() {
        INDArray parameters = Nd4j.zeros(DataType.FLOAT, 20);
        INDArray view = parameters.get(NDArrayIndex.interval(5, 17));
        INDArray array = seeded().create(new long[] {3, 4}, view);
        assertThat(array).isEqualTo(filled(DataType.FLOAT, 3, 4));
        array.putScalar(0, 0, 7);
        assertThat(parameters.getDouble(5)).isEqualTo(7);
        assertThat(parameters.get(NDArrayIndex.interval(0, 5)).sumNumber().doubleValue())
                .isZero();
        assertThat(parameters.get(NDArrayIndex.interval(17, 20)).sumNumber().doubleValue())
                .isZero();
    }

    @Test
    void aViewOfTheWrongSizeIsRejected() {
        INDArray view = Nd4j.zeros(DataType.FLOAT, 11);
        assertThatThrownBy(() -> seeded().create(new long[] {3, 4}, view))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "scheme: for shape [3, 4], the view must have 12 elements, but had 11; pass a view of 12 elements");
        assertThat(view.sumNumber().doubleValue()).isZero();
    }

    @Test
    void theOrderIsCAndTheTypeIsSupplied() {
        assertThat(seeded().order()).isEqualTo('c');
        assertThat(seeded().type()).isEqualTo(WeightInit.SUPPLIED);
    }

    @Test
    void variableAddsTheSameVariableAsVarOfTheGraph() {
        SameDiff graph = SameDiff.create();
        SDVariable w = SameDiffs.variable(graph, "w", seeded(), DataType.DOUBLE, 3, 4);
        assertThat(w.getArr()).isEqualTo(filled(DataType.DOUBLE, 3, 4));
        assertThat(graph.getVariable("w")).isSameAs(w);
        try (var scope = graph.withNameScope("layer")) {
            assertThat(scope.toString()).isNotEmpty();
            assertThat(SameDiffs.variable(graph, "w", seeded(), DataType.FLOAT, 3, 4)
                            .name())
                    .isEqualTo("layer/w");
        }
    }

    @Test
    void ifTheSchemeFailsVarOfTheGraphLeavesAVariableWithoutAnArray() {
        SameDiff graph = SameDiff.create();
        assertThatThrownBy(() -> graph.var("w", seeded(), DataType.FLOAT, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fans need at least 2 axes, received shape [4]");
        assertThat(graph.hasVariable("w")).isTrue();
        assertThat(graph.getVariable("w").getArr()).isNull();
    }

    @Test
    void ifTheSchemeFailsVariableLeavesTheGraphUnchanged() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, 2, 3);
        assertThatThrownBy(() -> SameDiffs.variable(graph, "w", seeded(), DataType.FLOAT, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fans need at least 2 axes, received shape [4]");
        assertThatThrownBy(() -> SameDiffs.variable(graph, "w", seeded(), DataType.INT32, 3, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SameDiffs.variable(graph, "w", seeded(), DataType.FLOAT, -1, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scheme: the lengths of a variable's axes must be at least 1, but the shape was [-1, 4];"
                        + " only a placeholder may have axes of unknown length");
        assertThat(graph.variables()).containsExactly(x);
        x.mmul("y", SameDiffs.variable(graph, "w", seeded(), DataType.FLOAT, 3, 4));
        INDArray ones = Nd4j.ones(2, 3);
        assertThat(graph.outputSingle(Map.of("x", ones), "y")).isEqualTo(ones.mmul(filled(DataType.FLOAT, 3, 4)));
    }

    @Test
    void aDuplicateNameIsRejected() {
        SameDiff graph = SameDiff.create();
        INDArray first =
                SameDiffs.variable(graph, "w", seeded(), DataType.FLOAT, 3, 4).getArr();
        assertThatThrownBy(() -> SameDiffs.variable(graph, "w", seeded(), DataType.FLOAT, 3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Variable with name \"w\" already exists");
        assertThat(graph.getVariable("w").getArr()).isSameAs(first);
    }

    @Test
    void nullArgumentsAreReportedByName() {
        assertThatThrownBy(() -> SameDiffs.scheme(null, Layout.IN_OUT)).hasMessage("initializer must not be null");
        assertThatThrownBy(() -> SameDiffs.scheme(XAVIER, null)).hasMessage("layout must not be null");
        assertThatThrownBy(() -> SameDiffs.scheme(XAVIER, Layout.IN_OUT, null))
                .hasMessage("generator must not be null");
        assertThatThrownBy(() -> SameDiffs.variable(null, "w", seeded(), DataType.FLOAT, 3, 4))
                .hasMessage("graph must not be null");
        assertThatThrownBy(() -> SameDiffs.variable(SameDiff.create(), "w", null, DataType.FLOAT, 3, 4))
                .hasMessage("scheme must not be null");
    }
}
