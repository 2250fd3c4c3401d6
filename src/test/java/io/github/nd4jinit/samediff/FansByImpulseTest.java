package io.github.nd4jinit.samediff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv1DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares the fans in the catalog with the connections that the operations make. A weight with a single nonzero element shows which
 * inputs and outputs this element connects: the fan in is the number of elements that contribute to one output, and the fan out is
 * the number of elements that multiply one input.
 */
class FansByImpulseTest {

    /** An operation that combines data and a weight. */
    private interface Operator {
        SDVariable apply(SameDiff graph, SDVariable x, SDVariable w);
    }

    private static Arguments of(String name, long[] data, long[] weight, String layout, Fans fans, Operator operator) {
        return Arguments.of(name, data, weight, Layout.parse(layout), fans, operator);
    }

    private static long[] shape(long... lengths) {
        return lengths;
    }

    static Stream<Arguments> operations() {
        Fans dense = new Fans(3, 4);
        return Stream.of(
                of("x W", shape(2, 3), shape(3, 4), "IO", dense, (graph, x, w) -> x.mmul(w)),
                of(
                        "matmul",
                        shape(2, 3),
                        shape(3, 4),
                        "IO",
                        dense,
                        (graph, x, w) -> graph.linalg().matmul(x, w)),
                of(
                        "x W^T",
                        shape(2, 3),
                        shape(4, 3),
                        "OI",
                        dense,
                        (graph, x, w) -> graph.mmul(x, w, false, true, false)),
                of(
                        "x^T W",
                        shape(3, 2),
                        shape(3, 4),
                        "IO",
                        dense,
                        (graph, x, w) -> graph.mmul(x, w, true, false, false)),
                of(
                        "(x W)^T",
                        shape(2, 3),
                        shape(3, 4),
                        "IO",
                        dense,
                        (graph, x, w) -> graph.mmul(x, w, false, false, true)),
                of(
                        "(x W^T)^T",
                        shape(2, 3),
                        shape(4, 3),
                        "OI",
                        dense,
                        (graph, x, w) -> graph.mmul(x, w, false, true, true)),
                of("W x", shape(3, 2), shape(4, 3), "OI", dense, (graph, x, w) -> w.mmul(x)),
                of(
                        "W^T x",
                        shape(3, 2),
                        shape(3, 4),
                        "IO",
                        dense,
                        (graph, x, w) -> graph.mmul(w, x, true, false, false)),
                of("a stack", shape(5, 2, 3), shape(5, 3, 4), "BIO", dense, (graph, x, w) -> x.mmul(w)),
                of(
                        "tensorMmul",
                        shape(2, 5, 3),
                        shape(4, 3),
                        "OI",
                        dense,
                        (graph, x, w) -> graph.tensorMmul(x, w, new int[] {2}, new int[] {1})),
                of(
                        "tensorMmul, heads",
                        shape(2, 3),
                        shape(3, 2, 5),
                        "IOO",
                        new Fans(3, 10),
                        (graph, x, w) -> graph.tensorMmul(x, w, new int[] {1}, new int[] {0})),
                of(
                        "tensorMmul, weight first",
                        shape(2, 3),
                        shape(3, 4),
                        "IO",
                        dense,
                        (graph, x, w) -> graph.tensorMmul(w, x, new int[] {0}, new int[] {1})),
                of(
                        "linear",
                        shape(2, 3),
                        shape(3, 4),
                        "in_out",
                        dense,
                        (graph, x, w) -> graph.nn().linear(x, w, zeros(graph, 4))),
                of(
                        "reluLayer",
                        shape(2, 3),
                        shape(3, 4),
                        "in_out",
                        dense,
                        (graph, x, w) -> graph.nn().reluLayer(x, w, zeros(graph, 4))),
                of(
                        "conv1d",
                        shape(1, 3, 8),
                        shape(2, 3, 5),
                        "in_out",
                        new Fans(6, 10),
                        (graph, x, w) -> graph.cnn()
                                .conv1d(
                                        x,
                                        w,
                                        Conv1DConfig.builder()
                                                .k(2)
                                                .paddingMode(PaddingMode.VALID)
                                                .build())),
                of(
                        "conv2d",
                        shape(1, 3, 5, 7),
                        shape(2, 3, 3, 4),
                        "HWIO",
                        new Fans(18, 24),
                        conv2d(WeightsFormat.YXIO)),
                of(
                        "conv2d OIYX",
                        shape(1, 3, 5, 7),
                        shape(4, 3, 2, 3),
                        "OIHW",
                        new Fans(18, 24),
                        conv2d(WeightsFormat.OIYX)),
                of(
                        "conv2d OYXI",
                        shape(1, 3, 5, 7),
                        shape(4, 2, 3, 3),
                        "OHWI",
                        new Fans(18, 24),
                        conv2d(WeightsFormat.OYXI)),
                of(
                        "conv3d",
                        shape(1, 3, 4, 4, 4),
                        shape(2, 2, 1, 3, 5),
                        "in_out",
                        new Fans(12, 20),
                        (graph, x, w) -> graph.cnn()
                                .conv3d(
                                        x,
                                        w,
                                        Conv3DConfig.builder()
                                                .kD(2)
                                                .kH(2)
                                                .kW(1)
                                                .dataFormat(Conv3DConfig.NCDHW)
                                                .paddingMode(PaddingMode.VALID)
                                                .build())),
                of(
                        "deconv2d",
                        shape(1, 3, 5, 7),
                        shape(2, 3, 4, 3),
                        "*IO.transposed()",
                        new Fans(18, 24),
                        (graph, x, w) -> graph.cnn()
                                .deconv2d(
                                        x,
                                        w,
                                        DeConv2DConfig.builder().kH(2).kW(3).build())),
                of(
                        "deconv3d",
                        shape(1, 3, 4, 4, 4),
                        shape(2, 2, 1, 5, 3),
                        "*IO.transposed()",
                        new Fans(12, 20),
                        (graph, x, w) -> graph.cnn()
                                .deconv3d(
                                        x,
                                        w,
                                        DeConv3DConfig.builder()
                                                .kD(2)
                                                .kH(2)
                                                .kW(1)
                                                .build())),
                of(
                        "depthWiseConv2d",
                        shape(1, 3, 5, 7),
                        shape(2, 3, 3, 2),
                        "HWBO",
                        new Fans(6, 12),
                        (graph, x, w) -> graph.cnn()
                                .depthWiseConv2d(
                                        x, w, Conv2DConfig.builder().kH(2).kW(3).build())));
    }

    private static Operator conv2d(WeightsFormat format) {
        Conv2DConfig config =
                Conv2DConfig.builder().kH(2).kW(3).weightsFormat(format).build();
        return (graph, x, w) -> graph.cnn().conv2d(x, w, config);
    }

    private static SDVariable zeros(SameDiff graph, long size) {
        return graph.constant("zeros", Nd4j.zeros(DataType.FLOAT, size));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void fansEqualTheNumbersOfConnectionsOfTheOperation(
            String name, long[] data, long[] weight, Layout layout, Fans fans, Operator operator) {
        SameDiff graph = SameDiff.create();
        SDVariable w = graph.var("w", Nd4j.zeros(DataType.FLOAT, weight));
        String y = operator.apply(graph, graph.placeHolder("x", DataType.FLOAT, data), w)
                .name();

        Parameter parameter = SameDiffs.tensors(graph).get(0).parameter();
        assertThat(parameter.role()).isEqualTo(Role.WEIGHT);
        assertThat(parameter.layout()).isEqualTo(layout);
        assertThat(Fans.of(weight, parameter.layout())).isEqualTo(fans);

        INDArray ones = Nd4j.ones(DataType.FLOAT, data);
        INDArray impulse = Nd4j.zeros(DataType.FLOAT, data);
        impulse.putScalar(Arrays.stream(data).map(length -> length / 2).toArray(), 1);
        assertThat(LongStream.range(0, w.getArr().length())
                        .mapToObj(index -> reached(graph, y, ones, index))
                        .reduce(INDArray::add)
                        .orElseThrow()
                        .maxNumber()
                        .doubleValue())
                .isEqualTo(fans.fanIn());
        assertThat(LongStream.range(0, w.getArr().length())
                        .filter(index ->
                                reached(graph, y, impulse, index).sumNumber().doubleValue() > 0)
                        .count())
                .isEqualTo((long) fans.fanOut());
    }

    /** Sets all elements of the weight to 0 except the one at the index, and returns 1 for each nonzero output, 0 for the others. */
    private static INDArray reached(SameDiff graph, String y, INDArray data, long index) {
        graph.getVariable("w").getArr().assign(0).reshape(-1).putScalar(index, 1);
        return graph.outputSingle(Map.of("x", data), y).neq(0).castTo(DataType.FLOAT);
    }
}
