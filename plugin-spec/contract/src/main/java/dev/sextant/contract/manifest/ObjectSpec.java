package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an object that parameters refer to.
 *
 * @param name its name within the plugin
 * @param expression where the records come from that its properties are taken of; null when no expression says so
 * @param properties what it holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectSpec(String name, @Nullable String expression, List<PropertySpec> properties) {}
