package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The answer of a plugin's health path: 200 when it can take calls, 503 when it cannot. Only the status code decides.
 *
 * @param status {@code UP}, or a word that says what is wrong
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Health(String status) {}
