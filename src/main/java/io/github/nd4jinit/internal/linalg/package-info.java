/**
 * Householder QR decomposition and random orthogonal matrices. This package is not API: anything in it may change in
 * any release.
 */
@NullMarked
package io.github.nd4jinit.internal.linalg;

import org.jspecify.annotations.NullMarked;
