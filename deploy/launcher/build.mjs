import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say, dim } from './console.mjs';
import { Failure } from './failure.mjs';
import { digestOfText, fingerprintOf } from './fingerprint.mjs';
import { readJson, writeJson } from './layout.mjs';
import { affectedBy, readModules } from './modules.mjs';
import { findJdk } from './prerequisites.mjs';
import { run } from './run-command.mjs';

/** Modules that the running platform does not stand on; `./sextant test` and `bench` build them. */
const ASIDE = new Set(['deploy/bench', 'deploy/test-support']);

/** Builds what changed since the last build of this checkout: the base image, the services, the portal and the plugin packages. */
export async function build(place, steps, { aside = false } = {}) {
  await steps.step('Base image of the plugins', () => run(join(place.root, 'deploy/images/base.sh'), [], { log: place.log('build') }), 'base');
  await buildModules(place, steps, aside);
  await fetchS3Server(place, steps);
}

/** The artifact of a service: `auth-server` -> auth-server/target/sextant-auth-server-0.1.0-exec.jar. */
export function serviceJar(root, module) {
  return onlyFile(root, join(module, 'target'), (name) => name.endsWith('-exec.jar'), `The jar of ${module}`);
}

/** The packed plugin: `inventory` -> plugins/inventory/target/….sextant.zip. */
export function pluginPackage(root, name) {
  return onlyFile(root, join('plugins', name, 'target'), (file) => file.endsWith('.sextant.zip'), `The package of the plugin ${name}`);
}

export function s3Jar(root) {
  return join(root, 'deploy/images/target', `s3proxy-${s3Version(root)}.jar`);
}

/** What each module is built from: its path and a digest of the sources. */
export function sourcesOf(root, modules = readModules(root)) {
  const common = digestOfText(fingerprintOf(root, ['pom.xml', 'plugins/pom.xml', 'plugin-spec/pom.xml', 'deploy/images/base.sh', 'deploy/images/image.sh']));
  return Object.fromEntries(modules.map((module) => [module.path, digestOfText(common, module.fingerprint)]));
}

/** Notes that all modules were built from these sources, by whatever Maven command. */
export function noteBuilt(root, sources) {
  writeJson(stampOf(root), sources, 0o644);
}

function stampOf(root) {
  return join(root, 'target', 'sextant-build.json');
}

async function buildModules(place, steps, aside) {
  const known = readJson(stampOf(place.root)) ?? {};
  const modules = readModules(place.root);
  const current = sourcesOf(place.root, modules);
  const wanted = modules.filter((module) => aside || !ASIDE.has(module.path));
  const changed = wanted.filter((module) => known[module.path] !== current[module.path] || !isBuilt(place.root, module.path));
  if (changed.length === 0) return;
  const affected = affectedBy(wanted, changed.map((module) => module.path));
  const title = affected.length === wanted.length ? 'Build of all modules' : `Build of ${affected.join(', ')}`;
  await steps.step(title, () => maven(place, affected, known), affected.length === wanted.length ? 'build' : `build ${affected.join(' ')}`);
  writeJson(stampOf(place.root), { ...known, ...Object.fromEntries(affected.map((path) => [path, current[path]])) }, 0o644);
}

function isBuilt(root, path) {
  return existsSync(join(root, path, 'target'));
}

/** Maven needs the modules below the affected ones in its reactor too; the portal is not built anew for their sake. */
async function maven(place, affected, known) {
  const log = place.log('build');
  rmSync(log, { force: true });
  const portalStands = known['portal-ui'] && !affected.includes('portal-ui') && existsSync(join(place.root, 'portal-ui/target/classes'));
  const args = ['-B', '-T', '2', '-DskipTests', '-Dmaven.test.skip=true', '-Ppackages', '-pl', affected.join(','), '-am', 'package'];
  if (portalStands) args.unshift('-Dskip.portal');
  await runMaven(args, { cwd: place.root, log, onLine: tellProgress }).catch((failure) => {
    throw new Failure(failure.message, { part: 'build', log: buildErrors(log) ? undefined : log, hint: buildErrors(log) });
  });
}

/** Runs Maven on the JDK that compiles, so that every tool in the build reads the same Java. */
export function runMaven(args, options) {
  return run('mvn', args, { ...options, env: { ...process.env, JAVA_HOME: findJdk() } });
}

function tellProgress(line) {
  const match = /Building (Sextant\S*.*?) \S+\s+\[(\d+)\/(\d+)\]/.exec(line);
  if (match) say(dim(`    ${match[2]}/${match[3]} ${match[1]}`));
}

function buildErrors(log) {
  const errors = readFileSync(log, 'utf8').split('\n').filter((line) => line.includes('[ERROR]'));
  return errors.length > 0 ? `${errors.slice(0, 15).join('\n')}\nAll of it: ${log}` : undefined;
}

async function fetchS3Server(place, steps) {
  const jar = s3Jar(place.root);
  if (existsSync(jar)) return;
  const artifact = `org.gaul:s3proxy:${s3Version(place.root)}:jar:jar-with-dependencies`;
  const folder = join(place.root, 'deploy/images/target');
  await steps.step('S3 server', async () => {
    const args = ['-B', '-q', '-N', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`, '-Dmdep.stripClassifier=true'];
    await runMaven(args, { cwd: place.root, log: place.log('build') });
  });
}

function s3Version(root) {
  return /<s3proxy.version>([^<]+)</.exec(readFileSync(join(root, 'pom.xml'), 'utf8'))[1];
}

function onlyFile(root, folder, accepts, what) {
  const path = join(root, folder);
  const names = existsSync(path) ? readdirSync(path).filter(accepts) : [];
  if (names.length === 1) return join(path, names[0]);
  throw new Failure(`${what} is not in ${folder}${names.length > 1 ? ` once only: ${names.join(', ')}` : ''}`, { part: 'build' });
}
