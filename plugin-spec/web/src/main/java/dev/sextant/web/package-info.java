@NullMarked
package dev.sextant.web;

import org.jspecify.annotations.NullMarked;
