package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.Initializer;
import java.util.function.Function;

/** Makes an initializer from the arguments of its name. */
interface InitializerFactory extends Function<CallExpression, Initializer> {}
