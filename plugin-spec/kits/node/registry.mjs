const services = new Map();
const plans = new Map();
const entities = new Map();
const handlers = [];

/**
 * Makes a function the service of that name: it is called with each record and answers its outputs.
 *
 * @param {string} name
 * @param {{parallel?: number}} options how many records it works on at a time
 * @param {(record: import('./record.mjs').Record) => unknown} work
 */
export function service(name, options, work = options) {
  if (services.has(name)) throw new TypeError(`Two functions want to be the service ${name}`);
  services.set(name, { work, parallel: (typeof options === 'function' ? undefined : options.parallel) ?? 8 });
}

/** Makes a function the plan of a service: what a call would do, as {effect, summary, changes}. */
export function plan(name, work) {
  plans.set(name, work);
}

/**
 * Makes a function the reader of an entity: it answers all records, as objects with `id`, `displayName` and the manifest's attributes. The kit
 * filters, searches, orders (by id) and pages them. The value of a secret never leaves; others are told whether it is set.
 *
 * What writes is all or nothing and refuses by throwing InvalidRecords: `create` gets checked objects without ids, `update` whole records with the
 * changes laid over; both answer the records as they are then kept. `delete` gets the ids of records that are there.
 *
 * @param {string} name
 * @param {() => Iterable<object> | AsyncIterable<object> | Promise<Iterable<object>>} read
 * @param {{create?: (records: object[]) => unknown, update?: (records: object[]) => unknown, delete?: (ids: string[]) => unknown}} [writes]
 */
export function entity(name, read, writes = {}) {
  if (entities.has(name)) throw new TypeError(`Two functions want to be the one that reads the records of ${name}`);
  entities.set(name, { read, ...writes });
}

/**
 * Makes a function a handler of events of these types; `node.*` stands for all below it. It is called with one event at a time, in their order. An
 * event is acknowledged once the function has ended; one that it threw at comes again, and so may one that it has handled: what it does should be
 * harmless to repeat.
 *
 * @param {string | string[]} types
 * @param {(event: {id: string, type: string, at?: string, actor?: string, runId?: string, nodeId?: string, data?: object}) => unknown} work
 */
export function onEvent(types, work) {
  handlers.push({ types: [types].flat(), work });
}

export const findService = (name) => services.get(name);
export const findPlan = (name) => plans.get(name);
export const findEntity = (name) => entities.get(name);
export const serviceNames = () => [...services.keys()];
export const entityNames = () => [...entities.keys()];
export const eventHandlers = () => [...handlers];
