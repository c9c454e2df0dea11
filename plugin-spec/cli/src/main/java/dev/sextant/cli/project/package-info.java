/** The project of a plugin on a developer's disk: how it is begun, and how it becomes an image. */
@NullMarked
package dev.sextant.cli.project;

import org.jspecify.annotations.NullMarked;
