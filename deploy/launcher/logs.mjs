import { createReadStream, existsSync } from 'node:fs';
import { run } from './run-command.mjs';
import { say, tail } from './console.mjs';
import { containersWith } from './docker.mjs';
import { Failure } from './failure.mjs';
import { installationLabel } from './platform.mjs';
import { SERVICES } from './services.mjs';

/** Prints the end of one service's log, or of all; `follow` goes on as it grows, until Ctrl-C. */
export async function showLogs(place, name, { lines, follow }) {
  const service = SERVICES.find((candidate) => candidate.name === name);
  if (name && !service) return pluginLogs(place, name, { lines, follow });
  if (follow && !name) throw new Failure('--follow needs the name of a service', { hint: names(), exitCode: 2 });
  for (const one of service ? [service] : SERVICES) {
    if (!name) say(`--- ${one.name}: ${place.log(one.name)}`);
    for (const line of tail(place.log(one.name), lines)) console.log(line);
  }
  if (follow) await followFile(place.log(name));
}

async function pluginLogs(place, name, { lines, follow }) {
  const labels = place.installation ? [installationLabel(place), `sextant.plugin=${name}`] : undefined;
  const [container] = labels ? await containersWith(...labels) : [];
  if (!container) throw new Failure(`Nothing here is called ${name}`, { hint: names(), exitCode: 2 });
  const args = ['logs', '--tail', String(lines), ...(follow ? ['-f'] : []), container.id];
  await run('docker', args, { inherit: true });
}

function names() {
  return `Services: ${SERVICES.map((service) => service.name).join(', ')}; or the name of a running plugin.`;
}

async function followFile(path) {
  if (!existsSync(path)) throw new Failure(`There is no log ${path} yet`);
  let position = 0;
  for await (const chunk of createReadStream(path)) position += chunk.length;
  for (;;) {
    for await (const chunk of createReadStream(path, { start: position })) {
      position += chunk.length;
      process.stdout.write(chunk);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
