import { log } from './log.mjs';
import { Failure } from './problems.mjs';

/** The outcome of what a function answered. */
export function succeeded(record, outputs, service) {
  const plain = outputs === undefined || outputs === null || (typeof outputs === 'object' && !Array.isArray(outputs));
  if (!plain || !isJson(outputs ?? {})) return failed(record, new TypeError('a service answers an object of outputs that JSON can hold'), service);
  return outcome(record, 'SUCCEEDED', undefined, '', outputs ?? {});
}

/** The outcome of what a function threw. */
export function failed(record, failure, service) {
  if (failure instanceof Failure) return outcome(record, failure.outcome, failure.reason, failure.message, isJson(failure.outputs) ? failure.outputs : {});
  log('ERROR', `Service ${service} failed on record ${record}`, failure);
  return outcome(record, 'FAILED', 'PLUGIN_ERROR', `The plugin failed unexpectedly (${failure?.name}); its log says more`);
}

function isJson(value) {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

export function restarted(record) {
  return outcome(record, 'UNKNOWN', 'PLUGIN_RESTARTED', 'The plugin was restarted while it worked on this record, and the service may not run twice');
}

function outcome(callbackParameter, word, reason, errorMessage, outputs = {}) {
  return { ...outputs, callbackParameter, errorCode: word === 'SUCCEEDED' ? '0' : '1', errorMessage, outcome: word, reason };
}
