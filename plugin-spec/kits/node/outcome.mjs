import { log } from './log.mjs';
import { Failure } from './problems.mjs';

/** The outcome of what a function answered. */
export function succeeded(record, outputs, service) {
  const plain = outputs === undefined || outputs === null || (typeof outputs === 'object' && !Array.isArray(outputs));
  return plain ? outcome(record, 'SUCCEEDED', undefined, '', outputs ?? {}) : failed(record, new TypeError('a service answers an object of outputs'), service);
}

/** The outcome of what a function threw. */
export function failed(record, failure, service) {
  if (failure instanceof Failure) return outcome(record, failure.outcome, failure.reason, failure.message, failure.outputs);
  log('ERROR', `Service ${service} failed on record ${record}`, failure);
  return outcome(record, 'FAILED', 'PLUGIN_ERROR', `The plugin failed unexpectedly (${failure?.name}); its log says more`);
}

export function restarted(record) {
  return outcome(record, 'UNKNOWN', 'PLUGIN_RESTARTED', 'The plugin was restarted while it worked on this record, and the service may not run twice');
}

function outcome(callbackParameter, word, reason, errorMessage, outputs = {}) {
  return { ...outputs, callbackParameter, errorCode: word === 'SUCCEEDED' ? '0' : '1', errorMessage, outcome: word, reason };
}
