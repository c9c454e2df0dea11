package dev.sextant.jobexecution.execution;

import dev.sextant.jobexecution.runner.Script;
import dev.sextant.jobexecution.ssh.SshTarget;

/** A script, and the host that it is to run on. */
public record ScriptJob(Script script, String hostId, SshTarget target) {}
