import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './bench-start.mjs';
import { say } from './console.mjs';
import { toolCommand } from './developer-tools.mjs';
import { run } from './run-command.mjs';

const GOAL = 0.7;
const MEBI = 1048576;
const HEAP = '-Xmx64m';
const FILES = { 'image.tar': 440, 'ui.zip': 40, 'docs.bin': 20 };
const MANIFEST = `apiVersion: sextant.dev/v1
name: bench
version: 1.0.0
title: Bench
containers: [{image: "bench:1.0.0"}]
`;

/**
 * Packing a package of 500 MiB and verifying it again, in one process with a heap of 64 MiB, against `sha256sum` and then `zip -0` of the
 * same files. Each side is measured from the start of its processes to their end; both read the same files out of the page cache and write
 * to the same folder, and what was written is removed before the next turn. The first round does not count.
 */
export async function benchPackage(place, rounds, takeBack) {
  mkdirSync(place.home, { recursive: true });
  const folder = mkdtempSync(join(place.home, 'bench-package-'));
  const away = () => rmSync(folder, { recursive: true, force: true });
  takeBack.push(away);
  try {
    const bytes = layFiles(folder);
    const sides = [ours(place, folder), reference(folder)];
    for (let round = 0; round <= rounds; round++) {
      for (const side of sides) await measure(side, round);
    }
    return result(sides, bytes, rounds);
  } finally {
    away();
  }
}

function result([ours, reference], bytes, rounds) {
  const [mine, theirs] = [ours, reference].map((side) => bytes / MEBI / median(side.times));
  const ratio = round2(mine / theirs);
  const compared = { ours: `plugin pack (reads, digests, writes; then verifies all of it), ${HEAP}`, reference: 'sha256sum, then zip -0' };
  return { bench: 'package', ours: round2(mine), reference: round2(theirs), unit: 'MiB/s', ratio, goal: GOAL, met: ratio >= GOAL, rounds, bytes, compared };
}

async function measure(side, round) {
  const started = performance.now();
  await side.work();
  const took = (performance.now() - started) / 1000;
  rmSync(side.output);
  if (round > 0) side.times.push(took);
  say(`${round === 0 ? 'warm-up' : `round ${round}`}: ${side.name} ${took.toFixed(2)} s`);
}

function ours(place, folder) {
  const output = join(folder, 'ours.sextant.zip');
  const others = Object.keys(FILES).filter((name) => name !== 'image.tar');
  const words = ['pack', '--manifest', join(folder, 'plugin.yaml'), '--image', join(folder, 'image.tar')];
  words.push(...others.flatMap((name) => ['--file', `${name}=${join(folder, name)}`]), '--output', output);
  const { command, args } = toolCommand(place, words, [HEAP]);
  return { name: 'ours', output, times: [], work: () => run(command, args) };
}

function reference(folder) {
  const output = join(folder, 'reference.zip');
  const names = ['plugin.yaml', ...Object.keys(FILES)];
  const work = async () => {
    await run('sha256sum', names, { cwd: folder });
    await run('zip', ['-0', '-q', output, ...names], { cwd: folder });
  };
  return { name: 'reference', output, times: [], work };
}

/** Writes the files of the package, the image among them, and tells how many bytes they have. */
function layFiles(folder) {
  writeFileSync(join(folder, 'plugin.yaml'), MANIFEST);
  for (const [name, mebibytes] of Object.entries(FILES)) {
    if (name !== 'image.tar') writeFile(folder, name, (file) => noise(file, mebibytes));
  }
  const config = Buffer.from('{"architecture":"amd64"}');
  const described = [{ Config: 'config.json', RepoTags: ['bench:1.0.0'], Layers: ['layer.tar'] }];
  writeFile(folder, 'image.tar', (file) => {
    tarEntry(file, 'config.json', config);
    tarEntry(file, 'manifest.json', Buffer.from(JSON.stringify(described)));
    writeSync(file, tarHeader('layer.tar', FILES['image.tar'] * MEBI));
    noise(file, FILES['image.tar']);
    writeSync(file, Buffer.alloc(1024));
  });
  return ['plugin.yaml', ...Object.keys(FILES)].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

function writeFile(folder, name, fill) {
  const file = openSync(join(folder, name), 'wx');
  try {
    fill(file);
  } finally {
    closeSync(file);
  }
}

function noise(file, mebibytes) {
  const block = Buffer.alloc(MEBI);
  for (let i = 0; i < mebibytes; i++) writeSync(file, randomFillSync(block));
}

function tarEntry(file, name, content) {
  writeSync(file, tarHeader(name, content.length));
  writeSync(file, Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]));
}

function tarHeader(name, size) {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function round2(value) {
  return Math.round(value * 100) / 100;
}
