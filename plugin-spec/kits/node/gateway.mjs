import { request } from 'node:http';
import { Unavailable } from './problems.mjs';

/** One request to the platform's gateway, without redirects; answers the status and the body's JSON, undefined where it is none. */
export function send(base, method, path, { body, type = 'application/json', token, timeout = 30_000 } = {}) {
  const headers = { accept: 'application/json', connection: 'close', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  if (body !== undefined) Object.assign(headers, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  return new Promise((resolve, reject) => {
    const failed = (failure) => reject(new Unavailable(`No answer from ${base} to ${method} ${path}: ${failure.message}`));
    const call = request(new URL(path, base), { method, headers, agent: false, timeout }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk)).on('error', failed);
      response.on('end', () => resolve({ status: response.statusCode, body: parse(Buffer.concat(chunks)) }));
    });
    call.on('timeout', () => call.destroy(new Error('time-out'))).on('error', failed).end(body);
  });
}

function parse(data) {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
