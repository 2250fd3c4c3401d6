package io.github.nd4jinit;

import java.io.Serial;
import java.io.Serializable;

/**
 * A serializable class whose name is as long as the name of {@link Layout}, so that a test can replace one name with
 * the other in a stream.
 */
final class Fields implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
}
