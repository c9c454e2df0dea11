import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { s3Jar, serviceJar } from './build.mjs';
import { say } from './console.mjs';
import { layout, prepareHome } from './layout.mjs';
import { stopServices, waitForHealth } from './platform.mjs';
import { freeBlock } from './ports.mjs';
import { startDetached } from './processes.mjs';
import { run } from './run-command.mjs';
import { SERVICES, ensureS3Credentials, serviceCommand, serviceEnvironment } from './services.mjs';

const GOAL = 0.45;

/**
 * From `./sextant up` to healthy, against the same services started one after the other as plain fat jars with a bare `java -jar`. Both
 * sides have a home of their own; the first start of each, which makes schemas and keys, does not count. The rounds take turns.
 */
export async function benchStart(place, jdk, rounds, takeBack) {
  const sides = [await side('ours', place, jdk), await side('reference', place, jdk)];
  takeBack.push(...sides.map((one) => one.away));
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const one of sides) await measure(one, round);
    }
  } finally {
    for (const one of sides) await one.away();
  }
  const [ours, reference] = sides.map((one) => median(one.times));
  const ratio = round2(ours / reference);
  return { bench: 'start', ours: round2(ours), reference: round2(reference), unit: 's', ratio, goal: GOAL, met: ratio <= GOAL, rounds };
}

async function measure(one, round) {
  const started = performance.now();
  await one.start();
  const took = (performance.now() - started) / 1000;
  await one.stop();
  if (round > 0) one.times.push(took);
  say(`${round === 0 ? 'warm-up' : `round ${round}`}: ${one.name} ${took.toFixed(2)} s`);
}

async function side(name, place, jdk) {
  const home = mkdtempSync(join(tmpdir(), `sextant-bench-${name}-`));
  const port = await freeBlock(20850, 4);
  const own = layout({ port }, { SEXTANT_HOME: home });
  prepareHome(own);
  const starts = { ours: () => startOurs(own), reference: () => startInTurn(own, jdk) };
  const stop = () => stopServices(own);
  const away = async () => {
    await stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { name, times: [], start: starts[name], stop, away };
}

/** `./sextant up` in a home of its own. */
export function startOurs(own) {
  const env = { ...process.env, SEXTANT_HOME: own.home };
  return run(join(own.root, 'sextant'), ['up', '--json', '--port', String(own.port)], { env });
}

async function startInTurn(own, jdk) {
  ensureS3Credentials(own);
  for (const service of SERVICES) {
    startDetached({
      ...plainCommand(own, service, jdk),
      env: serviceEnvironment(own, service, jdk),
      log: own.log(service.name),
      pidFile: own.pidFile(service.name),
    });
    await waitForHealth(own, service);
  }
}

function plainCommand(own, service, jdk) {
  const command = join(jdk, 'bin', 'java');
  if (service.module) return { command, args: ['-jar', serviceJar(own.root, service.module)], cwd: own.home };
  const { args } = serviceCommand(own, service, jdk);
  return { command, args: ['-DLOG_LEVEL=warn', '-jar', s3Jar(own.root), ...args.slice(args.indexOf('--properties'))], cwd: own.home };
}

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function round2(value) {
  return Math.round(value * 100) / 100;
}
