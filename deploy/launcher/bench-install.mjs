import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launcherApi } from './api.mjs';
import { median, startOurs } from './bench-start.mjs';
import { pluginPackage } from './build.mjs';
import { say } from './console.mjs';
import { toolCommand } from './developer-tools.mjs';
import { docker } from './docker.mjs';
import { layout, prepareHome, readJson } from './layout.mjs';
import { BUILT_HERE, installPlugin, removePackage } from './plugins.mjs';
import { freeBlock } from './ports.mjs';
import { runningProcess } from './processes.mjs';
import { run } from './run-command.mjs';
import { readZipEntry } from './zip.mjs';

const GOAL = 0.6;
const MEBI = 1048576;
const NOISE_MEBIBYTES = 450;
const MEMORY_GOAL_MEBIBYTES = 200;
const SETTLE_MILLISECONDS = 2000;

/**
 * A package with an image of 500 MiB, from its upload to a healthy instance, against `docker load` of the same image and then a plain put of the same archive into
 * the same S3 server. Ours also checks the archive twice, starts the container and waits for its plugin to answer. What was brought in is removed before
 * the next turn; the first round does not count. Told besides: how far the core's memory rises above what it was when idle.
 */
export async function benchInstall(place, rounds, takeBack) {
  mkdirSync(place.home, { recursive: true });
  const folder = mkdtempSync(join(place.home, 'bench-install-'));
  const own = layout({ port: await freeBlock(20850, 4) }, { SEXTANT_HOME: join(folder, 'home') });
  prepareHome(own);
  const away = async () => {
    await run(join(own.root, 'sextant'), ['down', '--wipe'], { env: { ...process.env, SEXTANT_HOME: own.home }, allowFailure: true });
    rmSync(folder, { recursive: true, force: true });
  };
  takeBack.push(away);
  try {
    const material = await packageOf(place, folder);
    await startOurs(own);
    // The scaffold's service works on its records.
    await installPlugin(own, launcherApi(own), 'inventory', pluginPackage(place.root, 'inventory'), { accept: BUILT_HERE });
    const sides = [ours(own, material), reference(own, material)];
    for (let round = 0; round <= rounds; round++) {
      for (const side of sides) await measure(side, round);
    }
    return result(sides, material, rounds);
  } finally {
    await away();
  }
}

function result([ours, reference], { bytes }, rounds) {
  const [mine, theirs] = [ours, reference].map((side) => bytes / MEBI / median(side.times));
  const ratio = round2(mine / theirs);
  const memory = { riseMiB: Math.round(Math.max(...ours.rises) / MEBI), goalMiB: MEMORY_GOAL_MEBIBYTES };
  const met = ratio >= GOAL && memory.riseMiB < memory.goalMiB;
  const compared = { ours: 'upload, verify, store, register, launch, until healthy', reference: 'docker load, then a plain S3 put' };
  return { bench: 'install', ours: round2(mine), reference: round2(theirs), unit: 'MiB/s', ratio, goal: GOAL, met, memory, rounds, bytes, compared };
}

async function measure(side, round) {
  await side.prepare();
  const started = performance.now();
  await side.work();
  const took = (performance.now() - started) / 1000;
  await side.undo();
  if (round > 0) side.times.push(took);
  say(`${round === 0 ? 'warm-up' : `round ${round}`}: ${side.name} ${took.toFixed(2)} s`);
}

function ours(own, { file, imageId }) {
  const api = launcherApi(own);
  const core = runningProcess(own.pidFile('platform-core')).pid;
  const rises = [];
  let idle;
  let instance;
  return {
    name: 'ours',
    times: [],
    rises,
    prepare: async () => {
      await sleep(SETTLE_MILLISECONDS);
      writeFileSync(`/proc/${core}/clear_refs`, '5');
      idle = memory(core, 'VmRSS');
    },
    work: async () => {
      instance = await installPlugin(own, api, 'bench', file, { accept: BUILT_HERE, pause: 20 });
    },
    undo: async () => {
      rises.push(memory(core, 'VmHWM') - idle);
      await removePackage(api, await api.get(`/platform/v1/plugin-packages/${instance.packageId}`));
      await docker(['image', 'rm', '--force', imageId]);
    },
  };
}

function reference(own, { file, image, imageId }) {
  const { accessKey, secretKey } = readJson(own.at('secrets', 's3.json'));
  const bucket = `${own.url('s3')}/bench`;
  const s3 = (...args) => run('curl', ['--silent', '--show-error', '--fail', '--aws-sigv4', 'aws:amz:us-east-1:s3', '--header', 'x-amz-content-sha256: UNSIGNED-PAYLOAD', '--config', '-', ...args], {
    input: `user = "${accessKey}:${secretKey}"\n`,
  });
  let made = false;
  return {
    name: 'reference',
    times: [],
    prepare: async () => {
      if (!made) await s3('--request', 'PUT', bucket);
      made = true;
      await sleep(SETTLE_MILLISECONDS);
    },
    work: async () => {
      await docker(['load', '--quiet', '--input', image]);
      await s3('--upload-file', file, `${bucket}/package.zip`);
    },
    undo: async () => {
      await s3('--request', 'DELETE', `${bucket}/package.zip`);
      await docker(['image', 'rm', '--force', imageId]);
    },
  };
}

/** A plugin in shell as the scaffold makes it, with hundreds of megabytes of noise among its files. */
async function packageOf(place, folder) {
  const project = join(folder, 'noise');
  const file = join(folder, 'noise.sextant.zip');
  await tool(place, 'new', 'noise', '--language', 'shell', '--directory', project);
  noise(join(project, 'services', 'noise.bin'));
  await tool(place, 'pack', project, '--output', file);
  const image = join(folder, 'image.tar');
  await run('unzip', ['-q', '-o', file, 'image.tar', '-d', folder]);
  const [{ id }] = JSON.parse(readZipEntry(file, 'package.json').toString('utf8')).images;
  return { file, image, imageId: id, bytes: statSync(file).size };
}

async function tool(place, ...words) {
  const { command, args } = toolCommand(place, words);
  await run(command, args);
}

function noise(path) {
  const file = openSync(path, 'wx');
  try {
    const block = Buffer.alloc(MEBI);
    for (let i = 0; i < NOISE_MEBIBYTES; i++) writeSync(file, randomFillSync(block));
  } finally {
    closeSync(file);
  }
}

function memory(pid, field) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)[1]) * 1024;
}

function round2(value) {
  return Math.round(value * 100) / 100;
}
