import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { listenerOn } from './processes.mjs';

/** Refuses, with the port and its holder, when somebody else listens on a port that is needed. */
export async function requireFreePort(part, port) {
  if (await isFree(port)) return;
  const holder = listenerOn(port);
  const by = holder ? ` by ${holder.command} (process ${holder.pid})` : '';
  throw new Failure(`port ${port} is taken${by}`, {
    part,
    hint: 'Give Sextant other ports with --port N: it takes N and the three after it.',
  });
}

export function isFree(port, host = '0.0.0.0') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Ports that nobody listens on at this moment. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)))),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** The first of `count` consecutive free ports at or above `from`. */
export async function freeBlock(from, count) {
  for (let first = from; first < 65000; first += count) {
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  throw new Failure(`No ${count} free ports in a row above ${from}`);
}

/** Waits until an HTTP server on this machine answers anything at all. */
export async function answers(port, patience = 60_000) {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(50)) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer) return answer.arrayBuffer();
  }
  return undefined;
}
