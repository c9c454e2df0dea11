/** What a plugin in JavaScript is written with: functions become services of the platform. */
export { Cancelled, Failure, InvalidInput } from './problems.mjs';
export { plan, service } from './registry.mjs';
