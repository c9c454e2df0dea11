import { closeSync, openSync, readSync, fstatSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { Failure } from './failure.mjs';

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** The contents of one small entry of a zip archive, without reading the rest of it. */
export function readZipEntry(path, name, limit = 1048576) {
  const file = openSync(path, 'r');
  try {
    const entry = centralDirectory(file, path).find((candidate) => candidate.name === name);
    if (!entry || entry.compressed > limit || entry.size > limit) throw new Failure(`${path} holds no readable ${name}`);
    const header = take(file, entry.offset, 30);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const data = take(file, start, entry.compressed);
    return entry.method === 8 ? inflateRawSync(data, { maxOutputLength: limit }) : data;
  } finally {
    closeSync(file);
  }
}

/** Whether an archive has an entry of that name. */
export function hasZipEntry(path, name) {
  const file = openSync(path, 'r');
  try {
    return centralDirectory(file, path).some((entry) => entry.name === name);
  } finally {
    closeSync(file);
  }
}

function centralDirectory(file, path) {
  const size = fstatSync(file).size;
  const tailSize = Math.min(size, 65557);
  const end = take(file, size - tailSize, tailSize);
  let at = tailSize - 22;
  while (at >= 0 && end.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new Failure(`${path} is not a zip archive`);
  const directory = take(file, end.readUInt32LE(at + 16), end.readUInt32LE(at + 12));
  return entriesIn(directory);
}

function entriesIn(directory) {
  const entries = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      compressed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function take(file, position, length) {
  const buffer = Buffer.alloc(length);
  const read = readSync(file, buffer, 0, length, position);
  return buffer.subarray(0, read);
}
