import { containersWith, docker } from './docker.mjs';
import { installationLabel } from './platform.mjs';
import { waitFor } from './api.mjs';
import { allInstances, BUILT_HERE, installPlugin, isStumbling, removeInstance, removePackage } from './plugins.mjs';

const LOG_LINES = 15;

/** The version that a plugin under development has on the platform: above every other one that is there, and below the next release. */
export function devVersion(versions) {
  const numbers = versions.map((version) => version.split('-')[0].split('.').map(Number));
  const [major, minor, patch] = numbers.sort((one, other) => other[0] - one[0] || other[1] - one[1] || other[2] - one[2])[0];
  return `${major}.${minor}.${patch + 1}-dev`;
}

/** A plugin on the running platform while it is developed: its one development version, and what was there before. */
export class DevPlugin {
  #place;
  #api;
  #before = [];
  #images = new Set();

  constructor(place, api, name) {
    this.#place = place;
    this.#api = api;
    this.name = name;
  }

  /** Finds what is there; takes away what an earlier development has left that was killed. */
  async attach(own) {
    const packages = (await this.#packages()).filter((one) => one.state !== 'DECOMMISSIONED');
    const left = packages.filter((one) => one.version.endsWith('-dev'));
    for (const one of left) await this.#remove(one);
    const released = packages.filter((one) => !left.includes(one));
    this.version = devVersion([own, ...released.map((one) => one.version)]);
    this.#before = (await this.#instances()).filter((one) => !['STOPPED', 'STOPPING'].includes(one.state));
    return { left: left.map((one) => one.version), before: this.#before.map((one) => one.version) };
  }

  /** Puts an archive of the development version in the place of what runs; answers the healthy instance. */
  async replace(file) {
    for (const instance of await this.#instances()) await this.#removeInstance(instance);
    await this.#sweepImages();
    return installPlugin(this.#place, this.#api, this.name, file, { accept: BUILT_HERE, isBroken: isStumbling });
  }

  /** What a plugin that did not come up has said, the newest lines. */
  async lastWords() {
    const [instance] = await this.#instances();
    if (!instance?.containerId) return [];
    const answer = await this.#api.send('GET', `/platform/v1/plugin-instances/${instance.id}/logs?tail=${LOG_LINES}`);
    return (answer.body?.items ?? []).map((line) => line.text);
  }

  /** Takes the development version away and launches again what ran before. */
  async detach() {
    for (const one of await this.#packages()) if (one.version === this.version && one.state !== 'DECOMMISSIONED') await this.#remove(one);
    await this.#sweepImages();
    for (const { packageId, version } of this.#before) {
      if ((await this.#instances()).some((one) => one.packageId === packageId)) continue;
      const { id } = await this.#api.postOnce(`/platform/v1/plugin-packages/${packageId}/instances`, {});
      await waitFor(`${this.name} ${version}`, () => this.#api.get(`/platform/v1/plugin-instances/${id}`), (now) => now.state === 'HEALTHY', { patience: 120_000 });
    }
    return this.#before.map((one) => one.version);
  }

  async #packages() {
    const found = await this.#api.all(`/platform/v1/plugin-packages?search=${encodeURIComponent(this.name)}&limit=100`);
    return found.filter((one) => one.name === this.name);
  }

  async #instances() {
    return (await allInstances(this.#api)).filter((one) => one.plugin === this.name);
  }

  async #remove(pluginPackage) {
    for (const instance of await this.#instances()) if (instance.packageId === pluginPackage.id) await this.#removeInstance(instance);
    await removePackage(this.#api, pluginPackage);
  }

  async #removeInstance(instance) {
    if (instance.version.endsWith('-dev')) await this.#noteImages();
    await removeInstance(this.#api, instance);
  }

  /** The engine keeps an image that was loaded into it; those of the development version go with it. */
  async #noteImages() {
    const containers = await containersWith(installationLabel(this.#place), `sextant.plugin=${this.name}`);
    for (const { labels } of containers) if (labels['sextant.version']?.endsWith('-dev')) this.#images.add(labels['sextant.digest']);
  }

  async #sweepImages() {
    for (const image of this.#images) await docker(['image', 'rm', image], { allowFailure: true });
    this.#images.clear();
  }
}
