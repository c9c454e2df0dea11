import { createHash } from 'node:crypto';

/** Writes a tar archive (ustar) of small files. */
export function tar(files) {
  const blocks = files.flatMap(({ name, data }) => {
    const bytes = Buffer.from(data);
    return [header(name, bytes.length), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** The smallest image there can be, in the form of `docker save`: one layer with one file. Answers its bytes and its id. */
export function tinyImage(name) {
  const layer = tar([{ name: 'hello', data: 'hello' }]);
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Cmd: ['/hello'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
  });
  const id = sha256(config);
  const manifest = JSON.stringify([{ Config: `${id}.json`, RepoTags: [name], Layers: ['layer.tar'] }]);
  const bytes = tar([
    { name: `${id}.json`, data: config },
    { name: 'layer.tar', data: layer },
    { name: 'manifest.json', data: manifest },
  ]);
  return { bytes, id: `sha256:${id}` };
}

export function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

function header(name, size) {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\0', 257);
  block.write('00', 263);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
