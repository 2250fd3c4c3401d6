/**
 * Householder QR decomposition and random orthogonal matrices. Not API: anything in this package may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.linalg;

import org.jspecify.annotations.NullMarked;
