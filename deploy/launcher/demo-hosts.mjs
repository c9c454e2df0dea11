import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containersWith, docker, dockerSucceeds, removeContainers } from './docker.mjs';
import { digestOfText } from './fingerprint.mjs';
import { demoLabel, installationLabel } from './platform.mjs';
import { run } from './run-command.mjs';
import { targetsNetwork } from './services.mjs';

export const DEMO_HOSTS = ['demo-host-1', 'demo-host-2', 'demo-host-3'];
const IMAGE = 'sextant/demo-host';
const USER = 'demo';

/** Makes the image of the demo's hosts, a small Debian with OpenSSH, once for its recipe. */
export async function ensureHostImage(place, steps) {
  const recipe = join(place.root, 'deploy/images/demo-host.sh');
  const id = digestOfText(readFileSync(recipe, 'utf8')).slice(0, 12);
  const image = `${IMAGE}:${id}`;
  if (await dockerSucceeds(['image', 'inspect', '--format', '{{.Id}}', image])) return image;
  await steps.step('Image of the demo hosts', () => run(recipe, [image], { log: place.log('demo-host-image') }));
  return image;
}

/**
 * Starts the hosts that do not run yet, on the installation's network for targets. Each has a generated host key, and lets in the user
 * `demo` with one generated key.
 */
export async function ensureHosts(place, image, names = DEMO_HOSTS) {
  await ensureNetwork(place);
  const hosts = [];
  for (const name of names) hosts.push(await ensureHost(place, image, name));
  return hosts;
}

/** How a host is reached and recognised: what its entity record says. */
export function hostRecord(place, name) {
  return {
    name,
    address: name,
    port: 22,
    user: USER,
    authentication: 'KEY',
    credential: readFileSync(keyPair(place, 'user'), 'utf8'),
    hostKey: publicKey(place, name),
    os: 'Debian',
    tags: ['demo'],
    description: 'A container with OpenSSH, made by ./sextant demo',
  };
}

export async function removeHosts(place, names) {
  const containers = await containersWith(demoLabel(place));
  await removeContainers(containers.filter((container) => names.includes(container.labels['sextant.demo-host'])));
}

/** Runs a command as root on a demo host and answers its output. */
export function onHost(place, name, ...command) {
  return docker(['exec', containerName(place, name), ...command]);
}

export function containerName(place, name) {
  return `sextant-${place.installation}-${name}`;
}

async function ensureNetwork(place) {
  const name = targetsNetwork(place);
  if (await dockerSucceeds(['network', 'inspect', name])) return;
  await docker(['network', 'create', '--label', installationLabel(place), name]);
}

async function ensureHost(place, image, name) {
  const container = containerName(place, name);
  for (const key of ['user', name]) await ensureKeyPair(place, key);
  const [existing] = (await containersWith(demoLabel(place), `sextant.demo-host=${name}`)).slice(0, 1);
  if (existing?.running) return name;
  if (existing) {
    await docker(['start', existing.id]);
    return name;
  }
  await docker([
    'create', '--name', container, '--hostname', name, '--network', targetsNetwork(place), '--network-alias', name,
    '--label', demoLabel(place), '--label', `sextant.demo-host=${name}`,
    '--memory', '256m', '--pids-limit', '256', image,
  ]);
  await copyKeys(place, container, name);
  await docker(['start', container]);
  return name;
}

/** The keys come as one archive, so that owners and modes are right before OpenSSH starts. */
async function copyKeys(place, container, name) {
  const staging = mkdtempSync(join(tmpdir(), 'sextant-host-'));
  try {
    mkdirSync(join(staging, 'etc/ssh'), { recursive: true });
    mkdirSync(join(staging, 'home', USER, '.ssh'), { recursive: true, mode: 0o700 });
    const write = (path, text, mode) => writeFileSync(join(staging, path), text, { mode });
    write('etc/ssh/ssh_host_ed25519_key', readFileSync(keyPair(place, name)), 0o600);
    write('etc/ssh/ssh_host_ed25519_key.pub', `${publicKey(place, name)}\n`, 0o644);
    write(`home/${USER}/.ssh/authorized_keys`, `${publicKey(place, 'user')}\n`, 0o600);
    const archive = join(staging, 'keys.tar');
    const owned = (owner, path) => ['--owner', owner, '--group', owner, '--numeric-owner', '-C', staging, path];
    await run('tar', ['-cf', archive, ...owned('0', 'etc/ssh/ssh_host_ed25519_key'), 'etc/ssh/ssh_host_ed25519_key.pub']);
    await run('tar', ['-rf', archive, ...owned('1000', `home/${USER}/.ssh`)]);
    await docker(['cp', '-', `${container}:/`], { input: readFileSync(archive) });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function ensureKeyPair(place, name) {
  const path = keyPair(place, name);
  if (existsSync(path)) return;
  mkdirSync(place.at('secrets', 'demo'), { recursive: true, mode: 0o700 });
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path]);
}

function keyPair(place, name) {
  return place.at('secrets', 'demo', name);
}

/** "ssh-ed25519 AAAA…", without the comment. */
function publicKey(place, name) {
  return readFileSync(`${keyPair(place, name)}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' ');
}
