package dev.sextant.core.plugininstance;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How plugin instances are run.
 *
 * @param engine the Docker Engine's address
 * @param secretsRoot a folder on tmpfs for the instances' secrets; by default one of this installation's own in /dev/shm
 * @param targetsNetwork the bridge network through which a plugin with the capability reach-targets reaches its targets
 * @param user the user id that the containers' processes have
 * @param callTimeout how long to wait for the engine's answer
 * @param startingInterval how often a starting instance is asked for its health
 * @param healthInterval how often a healthy instance is asked
 * @param healthTimeout how long one health check may take
 * @param startLimit how long an instance may take to become healthy before it is started again
 * @param stopGrace how long a container has to end by itself
 * @param firstBackoff the pause before the first restart; it doubles with each further one
 * @param longestBackoff the longest pause between two restarts
 * @param sweepInterval how often the engine is searched for containers that nobody wants
 * @param memoryOvercommit how many times a host's memory its instances may reserve, where no limit is set
 * @param cpuOvercommit how many times a host's cores its instances may reserve, where no limit is set
 * @param upgradeLimit how long the new instances of an upgrade may take to become healthy
 * @param drainLimit how long the calls of an upgrade's old instances may take to end
 */
@ConfigurationProperties("sextant.runtime")
record RuntimeSettings(
        @DefaultValue("unix:///var/run/docker.sock") URI engine,
        @Nullable Path secretsRoot,
        @DefaultValue("sextant-targets") String targetsNetwork,
        @DefaultValue("10001") int user,
        @DefaultValue("60s") Duration callTimeout,
        @DefaultValue("1s") Duration startingInterval,
        @DefaultValue("4s") Duration healthInterval,
        @DefaultValue("900ms") Duration healthTimeout,
        @DefaultValue("120s") Duration startLimit,
        @DefaultValue("20s") Duration stopGrace,
        @DefaultValue("1s") Duration firstBackoff,
        @DefaultValue("60s") Duration longestBackoff,
        @DefaultValue("30s") Duration sweepInterval,
        @DefaultValue("1.5") double memoryOvercommit,
        @DefaultValue("8") double cpuOvercommit,
        @DefaultValue("180s") Duration upgradeLimit,
        @DefaultValue("60s") Duration drainLimit) {}
