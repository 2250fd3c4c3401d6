package io.github.nd4jinit;

import java.io.Serial;
import java.io.Serializable;

/** A serializable class whose name is as long as {@link Layout}'s, for streams in which one stands for the other. */
final class Fields implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
}
