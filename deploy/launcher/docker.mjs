import { run } from './run-command.mjs';

/** Runs the Docker command line and answers its standard output, trimmed. */
export async function docker(args, options = {}) {
  const { stdout } = await run('docker', args, options);
  return stdout.trim();
}

/** Runs the Docker command line; false when it fails. */
export async function dockerSucceeds(args, options = {}) {
  const { code } = await run('docker', args, { ...options, allowFailure: true });
  return code === 0;
}

/** Is there a Docker Engine that answers? */
export async function engineAnswers() {
  try {
    return await dockerSucceeds(['version', '--format', '{{.Server.Version}}'], { timeout: 20_000 });
  } catch {
    return false;
  }
}

/** Containers that carry all the labels: [{id, name, running, pid, startedAt, labels}]. */
export async function containersWith(...labels) {
  const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
  const ids = (await docker(['ps', '-aq', '--no-trunc', ...filters])).split('\n').filter(Boolean);
  if (ids.length === 0) return [];
  // A container may go between the two calls; what is left is answered all the same.
  const { stdout } = await run('docker', ['inspect', '--type', 'container', ...ids], { allowFailure: true });
  return JSON.parse(stdout || '[]').map((container) => ({
    id: container.Id,
    name: container.Name.slice(1),
    running: container.State.Running,
    status: container.State.Status,
    health: container.State.Health?.Status,
    pid: container.State.Pid,
    startedAt: container.State.StartedAt,
    memoryLimit: container.HostConfig.Memory,
    labels: container.Config.Labels ?? {},
    env: container.Config.Env ?? [],
  }));
}

export async function removeContainers(containers) {
  if (containers.length > 0) await docker(['rm', '-f', '-v', ...containers.map((container) => container.id)]);
}

export async function stopContainers(containers, seconds = 10) {
  const running = containers.filter((container) => container.running).map((container) => container.id);
  if (running.length > 0) await docker(['stop', '-t', String(seconds), ...running]);
}

/** Removes volumes, networks or images that carry the label. */
export async function removeLabelled(kind, label) {
  const list = kind === 'image' ? ['images', '-q', '--filter', `label=${label}`] : [kind, 'ls', '-q', '--filter', `label=${label}`];
  const ids = [...new Set((await docker(list)).split('\n').filter(Boolean))];
  for (const id of ids) await docker([kind, 'rm', ...(kind === 'network' ? [] : ['-f']), id], { allowFailure: true });
  return ids.length;
}
