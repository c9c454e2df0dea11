package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A menu entry that a plugin brings.
 *
 * @param code its name
 * @param dimension where it stands
 * @param title its name for people
 * @param page route of the page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MenuSpec(String code, Dimension dimension, Localized title, String page) {}
