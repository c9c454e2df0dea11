/** What a plugin in JavaScript is written with: functions become services of the platform, records of entities, and handlers of events. */
export { Cancelled, Failure, InvalidInput, InvalidRecords } from './problems.mjs';
export { entity, onEvent, plan, service } from './registry.mjs';
