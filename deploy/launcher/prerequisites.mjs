import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './console.mjs';
import { engineAnswers } from './docker.mjs';
import { Failure } from './failure.mjs';
import { run } from './run-command.mjs';

/** What each purpose needs: the command that proves it is there, and the Debian packages that bring it. */
const NEEDS = {
  build: [
    { command: 'mvn', packages: ['maven'] },
    { command: 'npm', packages: ['npm'] },
    { command: 'dpkg-deb', packages: ['dpkg'] },
  ],
  run: [
    { command: 'dockerd', packages: ['docker.io', 'iptables'], unless: () => process.env.DOCKER_HOST },
    { command: 'docker', packages: ['docker-cli'] },
    { command: 'iptables', packages: ['iptables'], unless: () => process.env.DOCKER_HOST },
    { command: 'ssh-keygen', packages: ['openssh-client'] },
  ],
  bench: [
    { command: 'zip', packages: ['zip'] },
    { command: 'unzip', packages: ['unzip'] },
    { command: 'curl', packages: ['curl'] },
  ],
  demo: [{ command: 'mmdebstrap', packages: ['mmdebstrap'] }],
  test: [
    { command: 'mariadbd', packages: ['mariadb-server'] },
    { command: 'sshd', packages: ['openssh-server'] },
    { command: 'chromium', packages: ['chromium', 'fonts-wqy-microhei'] },
    { command: 'busybox', packages: ['busybox-static'] },
    { command: 'ip', packages: ['iproute2'] },
    { command: 'sudo', packages: ['sudo'] },
    // Debian's own Python with its cryptography, as in the plugins' images; another one on the PATH may lack it.
    { command: 'python3 with cryptography', packages: ['python3', 'python3-cryptography'], unless: hasPythonCryptography },
  ],
};

/**
 * Sees to it that everything is there that the purposes need, installing what is missing where that is allowed.
 *
 * @param {...('build' | 'run' | 'bench' | 'demo' | 'test')} purposes
 */
export async function ensurePrerequisites(...purposes) {
  await installMissing(missingFor(purposes));
  // Newer Debian releases split the command line off the engine's package, so one more look after the first round.
  await installMissing(missingFor(purposes));
  const missing = missingFor(purposes);
  if (missing.length > 0) throw cannot(missing, 'apt-get did not bring them');
  if (purposes.includes('run')) await ensureEngine();
}

export function missingFor(purposes, has = hasCommand) {
  return purposes.flatMap((purpose) => NEEDS[purpose]).filter((need) => !need.unless?.() && !has(need.command));
}

export function hasCommand(name, path = process.env.PATH ?? '') {
  return [...path.split(':'), '/usr/sbin', '/sbin'].some((folder) => folder && existsSync(join(folder, name)));
}

function hasPythonCryptography() {
  return spawnSync('/usr/bin/python3', ['-c', 'import cryptography, sqlite3']).status === 0;
}

/** Finds a JDK 25: JAVA_HOME first, then the usual folders. */
export function findJdk(env = process.env, folders = ['/usr/lib/jvm', '/opt/java', '/opt']) {
  const candidates = [env.SEXTANT_JDK, env.JAVA_HOME, ...folders.flatMap(childrenOf)];
  const found = candidates.find((home) => home && isJdk25(home));
  if (found) return found;
  throw new Failure('No JDK 25 was found', {
    hint: `Looked at JAVA_HOME and under ${folders.join(', ')}. Install one (package temurin-25-jdk or openjdk-25-jdk) or set JAVA_HOME to it.`,
  });
}

function isJdk25(home) {
  if (!existsSync(join(home, 'bin', 'javac')) || !existsSync(join(home, 'release'))) return false;
  return /^JAVA_VERSION="25[."]/m.test(readFileSync(join(home, 'release'), 'utf8'));
}

function childrenOf(folder) {
  return existsSync(folder) ? readdirSync(folder).sort().map((name) => join(folder, name)) : [];
}

async function installMissing(missing) {
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap((need) => need.packages))];
  if (!mayInstall()) throw cannot(missing, whyNotInstall());
  say(`Installing ${packages.join(', ')} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const first = await run('apt-get', install, { env, allowFailure: true });
  if (first.code === 0) return;
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', install, { env });
}

function mayInstall() {
  return process.getuid() === 0 && hasCommand('apt-get') && !process.env.SEXTANT_NO_INSTALL;
}

function whyNotInstall() {
  if (process.env.SEXTANT_NO_INSTALL) return 'SEXTANT_NO_INSTALL forbids to install them';
  return hasCommand('apt-get') ? 'only root may install them' : 'this is neither Debian nor Ubuntu';
}

function cannot(missing, why) {
  const packages = [...new Set(missing.flatMap((need) => need.packages))];
  return new Failure(`Missing: ${missing.map((need) => need.command).join(', ')}; ${why}`, {
    hint: hasCommand('apt-get')
      ? `As root: apt-get install --no-install-recommends ${packages.join(' ')}`
      : `Install the counterparts of these Debian packages: ${packages.join(' ')}`,
  });
}

async function ensureEngine() {
  if (await engineAnswers()) return;
  if (process.env.DOCKER_HOST) throw new Failure(`No Docker Engine answers at DOCKER_HOST (${process.env.DOCKER_HOST})`);
  if (process.getuid() !== 0 || process.env.SEXTANT_NO_INSTALL) {
    throw new Failure('No Docker Engine answers', {
      hint: 'Start it (systemctl start docker, or dockerd as root), and see that you may use its socket (group docker).',
    });
  }
  await startEngine();
}

async function startEngine() {
  const log = '/var/log/sextant-dockerd.log';
  if (existsSync('/run/systemd/system')) {
    say('Starting the Docker Engine with systemctl');
    await run('systemctl', ['start', 'docker']);
  } else {
    say(`Starting the Docker Engine in the background; it goes on running after Sextant (log: ${log})`);
    const out = openSync(log, 'a', 0o600);
    spawn('dockerd', [], { detached: true, stdio: ['ignore', out, out] }).unref();
    closeSync(out);
  }
  for (let attempt = 0; attempt < 240; attempt++) {
    if (await engineAnswers()) return;
    await sleep(250);
  }
  throw new Failure('The Docker Engine did not come up within 60 s', { part: 'dockerd', log });
}
