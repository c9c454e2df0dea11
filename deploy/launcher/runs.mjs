import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './api.mjs';

const ENDED = new Set(['SUCCEEDED', 'FAILED', 'TERMINATED', 'NEEDS_DECISION']);

/** The deployed version of the workflow with this name and drawing; creates or changes the design only where it differs. */
export async function deployedWorkflow(api, name, bpmn, description = '') {
  const found = (await api.all(`/platform/v1/workflows?search=${encodeURIComponent(name)}&limit=100`)).find((item) => item.name === name);
  const workflow = found ?? (await api.post('/platform/v1/workflows', { name, description, draft: bpmn }));
  const current = await api.send('GET', `/platform/v1/workflows/${workflow.id}`);
  if (found && current.body.draft === bpmn && current.body.latestVersion) return { workflow, versionId: current.body.latestVersion.id };
  if (found && current.body.draft !== bpmn) {
    await api.call('PUT', `/platform/v1/workflows/${workflow.id}`, {
      json: { name, description, draft: bpmn },
      headers: { 'if-match': current.headers.get('etag') },
    });
  }
  const version = await api.post(`/platform/v1/workflows/${workflow.id}/deploy`);
  return { workflow, versionId: version.id };
}

export function startRun(api, versionId, chosen, { entity = 'inventory:host', ...more } = {}) {
  const records = chosen.map((record) => ({ entity, id: record.id }));
  return api.postOnce('/platform/v1/runs', { workflowVersionId: versionId, records, variables: {}, ...more });
}

/**
 * Follows a run to its end: hands each line of output, with the name of its host, to `onLine` as it arrives. A door that is closed for a
 * moment only delays it.
 */
export async function followRun(api, runId, { nodeId = 'run', onLine = () => {}, patience = 300_000 } = {}) {
  const deadline = Date.now() + patience;
  const readers = new Map();
  for (let run = { state: 'RUNNING' }; ; await sleep(300)) {
    try {
      run = await api.get(`/platform/v1/runs/${runId}`);
      await readOutputs(api, runId, nodeId, readers, onLine);
    } catch (error) {
      if (error instanceof Problem && error.status < 500 && error.status !== 404) throw error;
    }
    if (ENDED.has(run.state)) {
      await readOutputs(api, runId, nodeId, readers, onLine);
      readers.forEach((reader, id) => reader.rest && onLine(reader.name, reader.rest, id));
      return run;
    }
    if (Date.now() > deadline) return run;
  }
}

export function recordsOf(api, runId, nodeId = 'run') {
  return api.all(`/platform/v1/runs/${runId}/nodes/${nodeId}/records?limit=200`);
}

/** The whole output of one record as text. */
export async function outputOf(api, runId, recordId, nodeId = 'run') {
  let text = '';
  for (let after = 0; ; ) {
    const page = await api.get(`${outputPath(runId, nodeId, recordId)}?after=${after}`);
    text += page.items.map((item) => item.text).join('');
    if (page.items.length === 0 || Number(page.next ?? 0) <= after) return text;
    after = Number(page.next);
  }
}

async function readOutputs(api, runId, nodeId, readers, onLine) {
  for (const record of await recordsOf(api, runId, nodeId)) {
    const reader = readers.get(record.recordId) ?? { after: 0, rest: '', name: record.displayName };
    readers.set(record.recordId, reader);
    await readOutput(api, runId, nodeId, record.recordId, reader, onLine);
  }
}

async function readOutput(api, runId, nodeId, recordId, reader, onLine) {
  for (;;) {
    const page = await api.get(`${outputPath(runId, nodeId, recordId)}?after=${reader.after}`);
    const lines = (reader.rest + page.items.map((item) => item.text).join('')).split('\n');
    reader.rest = lines.pop();
    lines.forEach((line) => onLine(reader.name, line, recordId));
    const next = Number(page.next ?? 0);
    if (page.items.length === 0 || next <= reader.after) return;
    reader.after = next;
  }
}

function outputPath(runId, nodeId, recordId) {
  return `/platform/v1/runs/${runId}/nodes/${nodeId}/records/${encodeURIComponent(recordId)}/output`;
}
