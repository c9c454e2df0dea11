import { setTimeout as sleep } from 'node:timers/promises';
import { log } from './log.mjs';
import { Problem } from './problems.mjs';
import { eventHandlers } from './registry.mjs';
import { isObject, isText } from './values.mjs';

const [MOST_EVENTS, LONGEST] = [100, 20_000];

/**
 * Takes the events that the manifest subscribes to, and tells how far they were handled. One batch at a time for each subscription: one that the
 * core gave up waiting for may still be under way, and is not to be overtaken.
 */
export class Events {
  #handling = new Map();
  #stopping = false;

  async deliver(path, body) {
    const events = read(body);
    if (this.#stopping) throw new Problem('STOPPING', 'The plugin is being stopped; call again', { retryAfter: 2 });
    if (this.#handling.has(path)) throw new Problem('EVENTS_BUSY', 'An earlier batch is being handled', { retryAfter: 2 });
    const handled = this.#handle(events).finally(() => this.#handling.delete(path));
    this.#handling.set(path, handled);
    return [200, await handled];
  }

  async #handle(events) {
    const until = Date.now() + LONGEST;
    let receipt = {};
    for (const event of events) {
      const problem = this.#closed(until) ?? (await handle(event));
      if (problem) return { ...receipt, problem };
      receipt = { accepted: event.id };
    }
    return receipt;
  }

  #closed(until) {
    if (this.#stopping) return 'The plugin is being stopped';
    return Date.now() > until ? 'The time for one batch is over' : undefined;
  }

  /** Begins with no further event and waits a while for those that are being handled. */
  async stop(patience) {
    this.#stopping = true;
    await Promise.race([Promise.all(this.#handling.values()), sleep(patience, undefined, { ref: false })]);
  }
}

function read(body) {
  const events = isObject(body) ? body.events : undefined;
  if (!Array.isArray(events) || !events.every((one) => isObject(one) && isText(one.id) && isText(one.type))) {
    throw new Problem('MALFORMED_JSON', 'A batch holds events, a list of objects with an id and a type');
  }
  if (events.length > MOST_EVENTS) throw new Problem('EVENTS_TOO_MANY', `A batch has at most ${MOST_EVENTS} events`);
  return events;
}

/** What went wrong; undefined when nothing did. */
async function handle(event) {
  for (const { types, work } of eventHandlers()) {
    if (!types.some((wanted) => covers(wanted, event.type))) continue;
    try {
      await work(event);
    } catch (failure) {
      log('ERROR', `The event ${event.id.slice(0, 100)} (${event.type.slice(0, 100)}) was not handled, it comes again`, failure);
      return `${work.name || 'The handler'} failed at ${event.type.slice(0, 100)} (${failure?.name}); the plugin's log says more`;
    }
  }
  return undefined;
}

const covers = (pattern, type) => (pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type);

/** What the manifest and the code do not say alike of the events that the plugin wants; sentences for people. */
export function unmatched(subscriptions, handlers) {
  const subscribed = subscriptions.flatMap((one) => one.types);
  const wanted = handlers.flatMap((handler) => handler.types);
  const meets = (type, others) => others.some((other) => covers(type, other) || covers(other, type));
  const lacking = subscribed.filter((type) => !meets(type, wanted)).map((type) => `plugin.yaml subscribes to ${type}, but no function is registered for it`);
  const spare = wanted.filter((type) => !meets(type, subscribed)).map((type) => `a function is registered for ${type}, but plugin.yaml does not subscribe to it under events`);
  return [...lacking, ...spare];
}
