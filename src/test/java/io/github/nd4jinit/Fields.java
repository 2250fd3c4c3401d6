package io.github.nd4jinit;

import java.io.Serial;
import java.io.Serializable;

/** A serializable class whose name is as long as that of {@link Layout}, so that a stream's class name can be replaced. */
final class Fields implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
}
