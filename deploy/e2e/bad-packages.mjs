import { sha256, tinyImage } from './tar-writer.mjs';
import { SYMBOLIC_LINK, zip } from './zip-writer.mjs';

const IMAGE = 'e2e-tiny:1.0.0';
const tiny = tinyImage(IMAGE);

export const MANIFEST = `apiVersion: sextant.dev/v1
name: e2e-tiny
version: 1.0.0
title: Tiny
containers: [{image: "${IMAGE}"}]
services:
  - name: ping
    title: Ping
    path: /e2e-tiny/v1/ping
`;

/** A package that is as it should be, but for what is given otherwise. */
export function packageOf({ manifest = MANIFEST, image = tiny.bytes, imageId = tiny.id, listed = {}, more = [] } = {}) {
  const files = [];
  if (manifest !== undefined && manifest !== null) files.push({ name: 'plugin.yaml', data: Buffer.from(manifest) });
  if (image) files.push({ name: 'image.tar', data: image });
  const index = {
    formatVersion: 1,
    files: files.map(({ name, data }) => ({ path: name, size: data.length, sha256: sha256(data), ...(listed[name] ?? {}) })),
    images: [{ image: IMAGE, file: 'image.tar', id: imageId }],
  };
  return zip([{ name: 'package.json', data: JSON.stringify(index) }, ...files, ...more]);
}

/** Packages that must be refused: what is wrong, the archive, and what the problem has to say. */
export const BAD_PACKAGES = [
  ['is no zip', Buffer.from('this is no zip archive'.repeat(100)), /zip/i],
  ['is an empty file', Buffer.alloc(0), /zip|empty|length/i],
  ['is cut off', packageOf().subarray(0, 700), /zip|incomplete|truncated/i],
  ['climbs out of its folder', packageOf({ more: [{ name: '../../../tmp/e2e-escaped', data: 'x' }] }), /\.\.|inside|entry/i],
  ['names an absolute path', packageOf({ more: [{ name: '/tmp/e2e-escaped', data: 'x' }] }), /inside|entry|absolute/i],
  ['holds a symbolic link', packageOf({ more: [{ name: 'link', data: '/etc/passwd', mode: SYMBOLIC_LINK }] }), /link|plain file/i],
  ['is a bomb', bomb(), /limit|large|size|ratio|contradicts|listed|list/i],
  ['has no manifest', packageOf({ manifest: null }), /plugin\.yaml|manifest/i],
  ['has a manifest that is no YAML', packageOf({ manifest: 'name: [unclosed\nversion: 1' }), /line|manifest/i, true],
  ['has a manifest with a wrong field', packageOf({ manifest: MANIFEST.replace('version: 1.0.0', 'version: one') }), /version/i, true],
  ['asks for a raw container option', packageOf({ manifest: MANIFEST.replace('containers: [{', 'containers: [{privileged: true, ') }), /privileged/i, true],
  ['has no image', packageOf({ image: null }), /image\.tar|image/i],
  ['has an image that is cut off', packageOf({ image: tiny.bytes.subarray(0, 1000) }), /image|incomplete/i],
  ['has another image than it says', packageOf({ imageId: `sha256:${'0'.repeat(64)}` }), /image/i],
  ['has a file with another digest', packageOf({ listed: { 'image.tar': { sha256: 'f'.repeat(64) } } }), /image\.tar|packed/i],
];

function bomb() {
  return packageOf({ more: [{ name: 'zeros', data: Buffer.alloc(300 * 1048576) }] });
}
