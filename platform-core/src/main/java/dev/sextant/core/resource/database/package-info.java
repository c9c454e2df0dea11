/** What is done on database servers: schemas and users, scripts, copies. */
@NullMarked
package dev.sextant.core.resource.database;

import org.jspecify.annotations.NullMarked;
