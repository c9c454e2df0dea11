import * as zlib from 'node:zlib';

/**
 * Writes a zip archive byte by byte, so that tests can lie in it: entries with any name, a symbolic link by its mode, a size that is not
 * true.
 *
 * @param {{name: string, data: string | Buffer, stored?: boolean, mode?: number, claimedSize?: number}[]} entries
 */
export function zip(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const entry of entries) {
    const local = localEntry(entry);
    parts.push(local.bytes);
    directory.push(directoryEntry(entry, local, offset));
    offset += local.bytes.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

export const SYMBOLIC_LINK = 0o120777;

function localEntry(entry) {
  const plain = Buffer.from(entry.data);
  const data = entry.stored ? plain : zlib.deflateRawSync(plain);
  const name = Buffer.from(entry.name);
  const sum = checksum(plain);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(0x0800, 6);
  header.writeUInt16LE(entry.stored ? 0 : 8, 8);
  header.writeUInt32LE(sum, 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(entry.claimedSize ?? plain.length, 22);
  header.writeUInt16LE(name.length, 26);
  return { bytes: Buffer.concat([header, name, data]), header, name };
}

function directoryEntry(entry, { header, name }, offset) {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE((3 << 8) | 20, 4);
  header.copy(record, 6, 4, 28);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, name]);
}

/** Node 20 has zlib.crc32 only from 20.15 on. */
function checksum(data) {
  if (zlib.crc32) return zlib.crc32(data);
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
