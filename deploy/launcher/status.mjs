import { setTimeout as sleep } from 'node:timers/promises';
import { launcherApi } from './api.mjs';
import { bold, green, megabytes, red, seconds, table, yellow } from './console.mjs';
import { engineAnswers } from './docker.mjs';
import { ownContainers } from './platform.mjs';
import { runningProcess, usageOf } from './processes.mjs';
import { isHealthy, servicesOf } from './services.mjs';

/**
 * The state of each part: processes, plugin containers and demo hosts, with memory, processor share (of one core, sampled) and age.
 *
 * @returns {Promise<{healthy: boolean, url: string, parts: object[], total: {rssBytes: number, cpuPercent: number}}>}
 */
export async function statusOf(place, sampleSeconds = 2) {
  const services = await serviceParts(place);
  const instances = services.every((part) => part.state === 'HEALTHY') ? await instanceStates(place) : new Map();
  const parts = [...services, ...(await containerParts(place, instances))];
  await sample(parts, sampleSeconds);
  const platform = parts.filter((part) => part.kind !== 'demo host');
  return {
    healthy: parts.every((part) => part.state === 'HEALTHY'),
    url: place.url('gateway'),
    parts,
    total: {
      rssBytes: platform.reduce((sum, part) => sum + (part.rssBytes ?? 0), 0),
      cpuPercent: round(platform.reduce((sum, part) => sum + (part.cpuPercent ?? 0), 0)),
    },
  };
}

/** The table that people read. */
export function describe(status) {
  const paint = { HEALTHY: green, STOPPED: yellow, STARTING: yellow, RUNNING: yellow };
  const rows = status.parts.map((part) => [
    part.name,
    part.kind,
    part.state,
    part.pid ?? part.container,
    part.port,
    megabytes(part.rssBytes),
    part.cpuPercent === undefined ? '-' : `${part.cpuPercent}%`,
    part.uptimeSeconds === undefined ? '-' : seconds(part.uptimeSeconds),
  ]);
  const text = table(['PART', 'KIND', 'STATE', 'PID', 'PORT', 'MEMORY', 'CPU', 'UP'], rows, ['PORT', 'MEMORY', 'CPU', 'UP']);
  const painted = text.replace(/\b(HEALTHY|STOPPED|STARTING|RUNNING|UNHEALTHY)\b/g, (state) => (paint[state] ?? red)(state));
  const total = `Platform in all, without demo hosts: ${megabytes(status.total.rssBytes)}, ${status.total.cpuPercent}% of one core`;
  return `${painted}\n${total}\n${status.healthy ? `Healthy at ${bold(status.url)}` : red('Not everything is healthy')}`;
}

async function serviceParts(place) {
  return Promise.all(
    servicesOf(place).map(async (service) => {
      const record = runningProcess(place.pidFile(service.name));
      const state = record ? ((await isHealthy(place, service)) ? 'HEALTHY' : 'UNHEALTHY') : 'STOPPED';
      return { name: service.name, kind: 'service', state, pid: record?.pid, port: place.ports[service.port] };
    }),
  );
}

/** What the core knows of its instances by id: nothing when it does not answer. */
async function instanceStates(place) {
  try {
    const instances = await launcherApi(place).all('/platform/v1/plugin-instances?limit=200');
    return new Map(instances.map((instance) => [instance.id, instance.state]));
  } catch {
    return new Map();
  }
}

/** A plugin is as well as the core found it; of a container that the core cannot be asked about only that it runs is known. */
function stateOf(container, instances) {
  if (!container.running) return 'STOPPED';
  if (container.labels['sextant.demo-host']) return 'HEALTHY';
  return instances.get(container.labels['sextant.instance']) ?? 'RUNNING';
}

async function containerParts(place, instances) {
  if (!place.installation || !(await engineAnswers())) return [];
  const containers = await ownContainers(place);
  return containers
    .filter((container) => container.labels['sextant.plugin'] || container.labels['sextant.demo-host'])
    .map((container) => ({
      name: container.labels['sextant.plugin'] ?? container.labels['sextant.demo-host'],
      kind: container.labels['sextant.plugin'] ? 'plugin' : 'demo host',
      state: stateOf(container, instances),
      container: container.id.slice(0, 12),
      processOfContainer: container.running ? container.pid : undefined,
    }))
    .sort((one, other) => (one.kind + one.name).localeCompare(other.kind + other.name));
}

async function sample(parts, sampleSeconds) {
  const pidOf = (part) => part.pid ?? part.processOfContainer;
  const first = parts.map((part) => pidOf(part) && usageOf(pidOf(part)));
  if (first.some(Boolean)) await sleep(sampleSeconds * 1000);
  parts.forEach((part, index) => {
    const now = first[index] && usageOf(pidOf(part));
    if (now) {
      part.rssBytes = now.rssBytes;
      part.cpuPercent = round(((now.cpuSeconds - first[index].cpuSeconds) / (now.ageSeconds - first[index].ageSeconds)) * 100);
      part.uptimeSeconds = Math.round(now.ageSeconds);
    }
    delete part.processOfContainer;
  });
}

function round(value) {
  return Math.round(value * 10) / 10;
}
