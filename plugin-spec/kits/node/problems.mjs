export const OUTCOMES = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'UNREACHABLE', 'NEVER_STARTED', 'CANCELLED', 'UNKNOWN'];

/** Ends a record otherwise than well, with a reason in UPPER_SNAKE, a sentence for people, and what there is of outputs. */
export class Failure extends Error {
  constructor(outcome, reason, message, outputs = {}) {
    super(message);
    if (!OUTCOMES.slice(1).includes(outcome)) throw new TypeError(`${outcome} is no outcome of a failure; take one of ${OUTCOMES.slice(1).join(', ')}`);
    Object.assign(this, { outcome, reason, outputs });
  }
}

/** Ends a record that was asked to stop. */
export class Cancelled extends Failure {
  constructor(message = 'Stopped as it was asked to') {
    super('CANCELLED', 'CANCELLED', message);
  }
}

/** Ends a record whose input is wrong; the message names parameters, never their values. */
export class InvalidInput extends Failure {
  constructor(message) {
    super('FAILED', 'INVALID_INPUT', `The input is invalid: ${message}`);
  }
}

/** Refuses a write of records, of which none is kept then; `places` says by JSON Pointer (`/0/name`) what is wrong where. */
export class InvalidRecords extends Error {
  constructor(message, places = {}) {
    super(message);
    this.errors = Object.entries(places).map(([pointer, text]) => ({ pointer, message: text }));
  }
}

const TITLES = {
  INVOCATION_INVALID: [422, 'The invocation is invalid'],
  INVOCATION_MALFORMED: [400, 'The invocation is malformed'],
  INVOCATION_TOO_LARGE: [413, 'The invocation is too large'],
  INVOCATION_UNKNOWN: [404, 'There is no such invocation'],
  INVOCATION_RUNNING: [503, 'The invocation is still running'],
  SERVICE_UNKNOWN: [404, 'There is no such service'],
  ENTITY_UNKNOWN: [404, 'There is no such entity'],
  ENTITY_RECORD_UNKNOWN: [404, 'There is no such record'],
  ENTITY_INVALID: [422, 'The records are invalid'],
  ENTITY_BUSY: [503, 'Records are being written already'],
  EVENTS_TOO_MANY: [422, 'There are too many events in the batch'],
  EVENTS_BUSY: [503, 'Events are being handled already'],
  MALFORMED_JSON: [400, 'The body is not the JSON that is expected here'],
  IDEMPOTENCY_KEY_REUSED: [422, 'The idempotency key belongs to another request'],
  TOO_MANY_INVOCATIONS: [429, 'The plugin is busy'],
  UNAUTHENTICATED: [401, 'A valid token is needed'],
  FORBIDDEN: [403, 'The token does not permit this'],
  NOT_FOUND: [404, 'There is nothing at this path'],
  IDENTITY_UNAVAILABLE: [503, 'Tokens cannot be checked now'],
  STORE_UNAVAILABLE: [503, "The plugin's store is not available"],
  STOPPING: [503, 'The plugin is being stopped'],
  INTERNAL: [500, 'The plugin failed unexpectedly'],
};

/** Refuses a call with problem details (RFC 9457). */
export class Problem extends Error {
  constructor(code, detail, { retryAfter, errors = [] } = {}) {
    super(detail);
    const [status, title] = TITLES[code];
    Object.assign(this, { code, status, title, retryAfter, errors });
  }

  body() {
    const { title, status, code, errors } = this;
    return { type: 'about:blank', title, status, detail: this.message, code, ...(errors.length > 0 ? { errors } : {}) };
  }
}

/** Nobody answered, or not sensibly; to be tried again. */
export class Unavailable extends Error {}
