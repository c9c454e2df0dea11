import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { runMaven } from './build.mjs';
import { digestOfText } from './fingerprint.mjs';
import { prepareHome, readJson, writeJson } from './layout.mjs';
import { readModules } from './modules.mjs';
import { ensurePrerequisites } from './prerequisites.mjs';
import { run } from './run-command.mjs';

const SDK = ['contract', 'web', 'sdk', 'sdk-processor', 'container', 'testkit', 'cli'].map((module) => `plugin-spec/${module}`);

/** Whether a command of plugin developers is about a project in Java. */
export function isAboutJava([verb, ...rest]) {
  if (verb === 'new') return rest[rest.indexOf('--language') + 1] === 'java';
  return verb === 'pack' && rest[0] !== undefined && languageOf(rest[0]) === 'java';
}

function languageOf(folder) {
  const file = join(resolve(folder), 'sextant.json');
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).language : undefined;
  } catch {
    // The command itself says what is wrong with it.
    return undefined;
  }
}

/** What a project in Java stands on: the base image, and the SDK in the local repository. */
export async function prepareJava(place, steps) {
  prepareHome(place);
  await ensurePrerequisites('build');
  await steps.step('Base image of the plugins', () => run(join(place.root, 'deploy/images/base.sh'), [], { log: place.log('build') }), 'base');
  await installSdk(place, steps);
}

/**
 * Puts the SDK into Maven's local repository, where projects outside this checkout find it; again only when it has changed. The note of it lies in
 * that repository, which other checkouts may share.
 */
async function installSdk(place, steps) {
  const stamp = join(localRepository(), 'dev/sextant/sextant-sdk.json');
  const modules = readModules(place.root).filter((module) => SDK.includes(module.path));
  const current = digestOfText(...['pom.xml', 'plugins/pom.xml'].map((file) => readFileSync(join(place.root, file), 'utf8')), ...modules.map((module) => module.fingerprint));
  if (readJson(stamp)?.digest === current) return;
  const args = ['-q', '-B', '-DskipTests', '-Dmaven.test.skip=true', '-pl', ['plugins', ...SDK].join(','), '-am', 'install'];
  await steps.step('SDK for Java', () => runMaven(args, { cwd: place.root, log: place.log('build') }), 'sdk');
  writeJson(stamp, { digest: current }, 0o644);
}

/** Where Maven keeps what it has: what MAVEN_OPTS says, or its standard place. */
export function localRepository(env = process.env) {
  return /-Dmaven\.repo\.local=(\S+)/.exec(env.MAVEN_OPTS ?? '')?.[1] ?? join(env.HOME ?? homedir(), '.m2/repository');
}
