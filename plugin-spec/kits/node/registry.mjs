const services = new Map();
const plans = new Map();

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

export const findService = (name) => services.get(name);
export const findPlan = (name) => plans.get(name);
export const serviceNames = () => [...services.keys()];
