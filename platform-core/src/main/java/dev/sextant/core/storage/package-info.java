/** Object storage; the only package that knows the S3 client. */
@NullMarked
package dev.sextant.core.storage;

import org.jspecify.annotations.NullMarked;
