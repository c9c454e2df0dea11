import { send } from './gateway.mjs';
import { Unavailable } from './problems.mjs';

/** Tells the platform of attempts; answers what came of it: ACCEPTED, GAP, ENDED, UNWANTED (it alone) or FAILED (to be tried again). */
export class Core {
  #base;
  #identity;

  constructor(base, identity) {
    this.#base = base;
    this.#identity = identity;
  }

  report(id, report) {
    return this.#post(`/platform/v1/invocations/${id}/reports`, report);
  }

  callback(id, outputs) {
    return this.#post(`/platform/v1/invocations/${id}/callback`, { resultCode: '0', resultMessage: '', results: { requestId: id, outputs } });
  }

  async #post(path, document) {
    try {
      const { status, body } = await send(this.#base, 'POST', path, { body: JSON.stringify(document), token: await this.#identity.token() });
      if (status === 401) this.#identity.forget();
      return { kind: kindOf(status, body?.code), why: `HTTP ${status} ${body?.detail ?? ''}`.trim(), offsets: body?.accepted ?? {} };
    } catch (failure) {
      if (failure instanceof Unavailable || failure.code) return { kind: 'FAILED', why: failure.message };
      throw failure;
    }
  }
}

function kindOf(status, code) {
  if (status >= 200 && status < 300) return 'ACCEPTED';
  if (code === 'INVOCATION_NOT_FOUND' || (status === 409 && code !== 'OUTPUT_GAP')) return 'ENDED';
  if (status === 409) return 'GAP';
  // A 404 or 410 without the core's word for it comes from somebody in its place.
  if (status >= 400 && status < 500 && ![401, 404, 410, 429].includes(status)) return 'UNWANTED';
  return 'FAILED';
}
