package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.Initializer;
import java.util.function.Function;

/** Creates an initializer from the arguments of an expression. */
interface InitializerFactory extends Function<CallExpression, Initializer> {}
