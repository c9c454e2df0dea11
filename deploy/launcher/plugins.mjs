import { Problem, waitFor } from './api.mjs';
import { Failure } from './failure.mjs';
import { digestOfFile } from './fingerprint.mjs';
import { readJson, writeJson } from './layout.mjs';
import { readZipEntry } from './zip.mjs';

/** What was built from this checkout, or is a developer's own, is accepted as it is: nobody signs it, and its versions go up and down. */
export const BUILT_HERE = { acceptUnsigned: true, acceptOlder: true };

/**
 * Brings a packed plugin to a healthy instance through the public interface: uploads it unless this very archive is already there,
 * registers it, launches one instance unless one runs. Answers the healthy instance. `accept` is what the platform asks to be accepted
 * explicitly; `isBroken` says of an instance why it will never be healthy.
 */
export async function installPlugin(place, api, name, file, { accept = {}, isBroken = isFailed, pause = undefined } = {}) {
  const pluginPackage = await bringPackage(place, api, file);
  if (pluginPackage.state === 'UPLOADED') await api.post(`/platform/v1/plugin-packages/${pluginPackage.id}/register`, accept);
  return healthyInstance(api, name, pluginPackage, { fatal: isBroken, pause });
}

/** Uploads an archive in the place of another one of the same version, unless it is there already; answers its package. */
export async function bringPackage(place, api, file) {
  const { found, isCurrent, digest } = await storedPackage(place, api, file);
  if (found && !isCurrent) await removePackage(api, found);
  return isCurrent ? found : uploadPackage(place, api, file, digest);
}

/**
 * Takes the first plugin whose archive was built anew, and all after it, away from the platform, the last one first: later plugins may require
 * earlier ones, which cannot go before them.
 */
export async function removeOutdated(place, api, files) {
  const stored = [];
  for (const file of files) stored.push(await storedPackage(place, api, file));
  const first = stored.findIndex(({ found, isCurrent }) => found && !isCurrent);
  if (first < 0) return;
  for (const { found } of stored.slice(first).reverse()) if (found) await removePackage(api, found);
}

/** The name and version that the archive's manifest gives. */
function manifestOf(file) {
  const text = readZipEntry(file, 'plugin.yaml').toString('utf8');
  const field = (key) => new RegExp(`^${key}:\\s*["']?([^"'\\s]+)`, 'm').exec(text)?.[1];
  const [name, version] = [field('name'), field('version')];
  if (!name || !version) throw new Failure(`${file} has no readable plugin.yaml`);
  return { name, version };
}

/** The package with the archive's name and version, if there is one, and whether it is this very archive. */
async function storedPackage(place, api, file) {
  const { name, version } = manifestOf(file);
  const digest = await digestOfFile(file);
  const packages = await api.all(`/platform/v1/plugin-packages?search=${encodeURIComponent(name)}&limit=100`);
  const found = packages.find((item) => item.name === name && item.version === version && item.state !== 'DECOMMISSIONED');
  const known = readJson(installedFile(place)) ?? {};
  return { found, isCurrent: Boolean(found) && (known[found.id] === digest || found.digest?.endsWith(digest) === true), digest };
}

/** The same version built from other sources: only the builder of a plugin meets this, and wants the new one. */
export async function removePackage(api, found) {
  for (const instance of await instancesOf(api, found)) await removeInstance(api, instance);
  if (found.state === 'REGISTERED') await decommission(api, `/platform/v1/plugin-packages/${found.id}`);
  await api.call('DELETE', `/platform/v1/plugin-packages/${found.id}`);
}

/** Workflows and packages that use it get it back in a moment: what is there is confirmed as it is read. */
async function decommission(api, path) {
  const { confirmation } = await api.get(`${path}/dependents`);
  await api.post(`${path}/decommission`, { force: true, confirmation });
}

export async function removeInstance(api, instance) {
  const path = `/platform/v1/plugin-instances/${instance.id}`;
  if (!['STOPPED', 'FAILED'].includes(instance.state)) {
    await api.post(`${path}/stop`);
    await waitFor(`Stop of ${instance.plugin}`, () => api.get(path), (now) => ['STOPPED', 'FAILED'].includes(now.state));
  }
  await api.call('DELETE', path);
  await waitFor(`Removal of ${instance.plugin}`, () => api.send('GET', path), (answer) => answer.status === 404);
}

async function uploadPackage(place, api, file, digest) {
  const answer = await api.upload('/platform/v1/plugin-packages', file);
  if (answer.status >= 400) throw new Problem(answer.status, answer.body ?? { detail: answer.text }, 'POST /platform/v1/plugin-packages');
  const known = readJson(installedFile(place)) ?? {};
  writeJson(installedFile(place), { ...known, [answer.body.id]: digest });
  return answer.body;
}

async function healthyInstance(api, name, pluginPackage, waiting) {
  const existing = (await instancesOf(api, pluginPackage)).find((instance) => instance.state !== 'STOPPING');
  const instance = existing ?? (await api.postOnce(`/platform/v1/plugin-packages/${pluginPackage.id}/instances`, {}));
  const id = instance.id ?? (await instancesOf(api, pluginPackage))[0]?.id;
  const path = `/platform/v1/plugin-instances/${id}`;
  if (existing && ['STOPPED', 'FAILED'].includes(existing.state)) await api.post(`${path}/start`);
  return waitFor(`Plugin ${name}`, () => api.get(path), (now) => now.state === 'HEALTHY', {
    patience: 120_000,
    ...waiting,
  });
}

function isFailed(instance) {
  return instance.state === 'FAILED' && told(instance);
}

/** For a developer, who wants to know at once that what was just written does not come up. */
export function isStumbling(instance) {
  return (instance.state === 'FAILED' || instance.restarts > 0) && told(instance);
}

function told(instance) {
  return instance.problem?.detail ?? instance.problem?.code ?? 'its container ended';
}

export function allInstances(api) {
  return api.all('/platform/v1/plugin-instances?limit=100');
}

async function instancesOf(api, pluginPackage) {
  const instances = await api.all(`/platform/v1/plugin-instances?packageId=${pluginPackage.id}&limit=100`);
  return instances.filter((instance) => instance.packageId === pluginPackage.id);
}

/** Calls to a plugin go through the gateway, which hears of a new instance a moment after the core. */
export async function waitForRoute(api, path, options) {
  return waitFor(`The route of ${path}`, () => api.send('POST', path, options), (answer) => answer.status < 400, {
    patience: 30_000,
    fatal: (answer) => [400, 401, 403, 422].includes(answer.status) && `${answer.status} ${answer.text.slice(0, 300)}`,
  });
}

function installedFile(place) {
  return place.at('run', 'plugins.json');
}

