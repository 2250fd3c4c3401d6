package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.internal.math.BFloat16;
import io.github.nd4jinit.internal.math.Half;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The values of a tensor that another library filled, as recorded in a line of torch.csv or jax.csv.
 *
 * @param source the sequence of calls in torch, or the value of {@code jax_threefry_partitionable} in JAX
 * @param seed the seed
 * @param call the initializer
 * @param type the element type
 * @param lengths the shape of the tensor
 * @param crc the CRC-32 of all values
 * @param bits the bits of all values, or of 48 evenly spaced values
 */
record ParityRow(
        String source, String seed, String call, String type, List<Long> lengths, String crc, List<String> bits) {

    /** Tolerance for orthogonal matrices with a gain of at most √2: the error of LAPACK in float precision. */
    static final double ORTHOGONAL = 3e-6;

    private static final int SHOWN = 48;

    /** Reads the lines of a file. */
    static List<ParityRow> read(String file) {
        try (InputStream in = ParityRow.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(ParityRow::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParityRow of(String line) {
        String[] fields = line.split(";", -1);
        List<Long> lengths = words(fields[4]).stream().map(Long::valueOf).toList();
        return new ParityRow(fields[0], fields[1], fields[2], fields[3], lengths, fields[5], words(fields[6]));
    }

    private static List<String> words(String field) {
        return field.isEmpty() ? List.of() : List.of(field.split(" ", -1));
    }

    long[] shape() {
        return lengths.stream().mapToLong(Long::longValue).toArray();
    }

    INDArray array(char order) {
        DataType dataType = type.equals("HALF") ? DataType.FLOAT16 : DataType.valueOf(type);
        return lengths.isEmpty() ? Nd4j.scalar(dataType, 0) : Nd4j.create(dataType, shape(), order);
    }

    /** Asserts that an array has exactly the bits of this line. */
    void assertBits(INDArray array) {
        ByteBuffer bytes = bytes(array);
        assertThat(crc(bytes))
                .as("%s: found %s instead of %s", this, shown(bytes), bits)
                .isEqualTo(crc);
    }

    /** Asserts that the bytes are those of this line. */
    void assertBytes(byte[] bytes) {
        assertThat(crc(ByteBuffer.wrap(bytes))).as(toString()).isEqualTo(crc);
    }

    /** Asserts that the values of an array equal those of this line within a tolerance. */
    void assertClose(INDArray array, double absolute, double ulps) {
        double[] actual = shown(array.dup('c').reshape(array.length()).toDoubleVector());
        assertThat(actual).hasSize(bits.size());
        for (int i = 0; i < actual.length; i++) {
            double expected = value(bits.get(i));
            assertThat(actual[i])
                    .as("%s, recorded value %s", this, i)
                    .isCloseTo(expected, within(absolute + ulps * Math.ulp(expected)));
        }
    }

    private double value(String hex) {
        return type.equals("DOUBLE")
                ? Double.longBitsToDouble(Long.parseUnsignedLong(hex, 16))
                : Float.intBitsToFloat(Integer.parseUnsignedInt(hex, 16));
    }

    private static double[] shown(double[] values) {
        if (values.length <= SHOWN) {
            return values;
        }
        double[] shown = new double[SHOWN];
        for (int i = 0; i < SHOWN; i++) {
            shown[i] = values[(int) ((long) i * (values.length - 1) / (SHOWN - 1))];
        }
        return shown;
    }

    private String shown(ByteBuffer bytes) {
        StringBuilder shown = new StringBuilder();
        int size = type.equals("DOUBLE")
                ? Double.BYTES
                : type.endsWith("6") || type.equals("HALF") ? Short.BYTES : Float.BYTES;
        for (int i = 0; i < Math.min(SHOWN / 4, bytes.capacity() / size); i++) {
            long value = size == 2
                    ? bytes.getShort(i * 2) & 0xffffL
                    : size == 4 ? bytes.getInt(i * 4) & 0xffffffffL : bytes.getLong(i * 8);
            shown.append(Long.toHexString(value)).append(' ');
        }
        return shown.toString();
    }

    private static String crc(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate().clear());
        return "%08x".formatted(crc.getValue());
    }

    /** Returns the bytes of an array's values in row-major order. */
    private static ByteBuffer bytes(INDArray array) {
        INDArray row = array.dup('c').reshape(array.length());
        int n = (int) row.length();
        ByteBuffer bytes = ByteBuffer.allocate(n * row.dataType().width()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            switch (row.dataType()) {
                case DOUBLE -> bytes.putDouble(row.getDouble(i));
                case FLOAT -> bytes.putFloat(row.getFloat(i));
                case HALF -> bytes.putShort(Half.bits(row.getFloat(i)));
                case BFLOAT16 -> bytes.putShort(BFloat16.bits(row.getFloat(i)));
                default -> bytes.putInt(row.getInt(i));
            }
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "%s %s %s %s %s".formatted(source, seed, call, type, lengths);
    }
}
