package io.github.nd4jinit;

import java.io.Serial;
import java.io.Serializable;

/** A serializable class whose name has the length of that of {@link Layout}, so that it can be replaced in a stream. */
final class Fields implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
}
