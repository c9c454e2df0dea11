import { closeSync, existsSync, fdatasyncSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Attempts } from './attempts.mjs';

const COMPACT_BYTES = 8 * 1024 * 1024;

/**
 * Keeps attempts and the news of them in one file of JSON lines, so that none runs twice and none is lost. Every entry is on the disk when the
 * call returns; a line that a crash has cut off was never answered for and is dropped. Without a path, it lives as long as the process.
 */
export class Journal extends Attempts {
  #path;
  #file;
  #bytes = 0;
  #compactAt = COMPACT_BYTES;

  constructor(path, sealer) {
    super(sealer);
    this.#path = path;
    if (path && existsSync(path)) this.#read();
    this.compact();
  }

  #read() {
    const text = readFileSync(this.#path, 'utf8');
    for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
      if (line) this.apply(JSON.parse(line));
    }
  }

  /** Applies entries and keeps them, all or none. */
  write(...entries) {
    if (this.#file !== undefined) {
      const line = Buffer.from(`${JSON.stringify(entries.length === 1 ? entries[0] : { do: 'all', entries })}\n`);
      writeWhole(this.#file, line);
      fdatasyncSync(this.#file);
      this.#bytes += line.length;
    }
    for (const entry of entries) this.apply(entry);
    if (this.#bytes > this.#compactAt) this.compact();
  }

  /** Writes what still counts into a new file, which takes the old one's place at once. */
  compact() {
    if (!this.#path) return;
    const part = `${this.#path}.part`;
    const file = openSync(part, 'w', 0o600);
    let bytes = 0;
    for (const entry of this.entries()) {
      const line = Buffer.from(`${JSON.stringify(entry)}\n`);
      writeWhole(file, line);
      bytes += line.length;
    }
    fsyncSync(file);
    renameSync(part, this.#path);
    const folder = openSync(dirname(this.#path), 'r');
    fsyncSync(folder);
    closeSync(folder);
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = file;
    this.#bytes = bytes;
    this.#compactAt = Math.max(COMPACT_BYTES, bytes * 2);
  }
}

function writeWhole(file, data) {
  for (let at = 0; at < data.length; ) at += writeSync(file, data, at);
}
