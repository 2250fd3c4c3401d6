/**
 * Householder QR decomposition and random orthogonal matrices. Not API: anything here may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.linalg;

import org.jspecify.annotations.NullMarked;
