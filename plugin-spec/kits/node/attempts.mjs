const KEPT = 7 * 86_400_000;
const MOST_DELIVERED = 10_000;

/** The attempts that a plugin knows, as the entries of its journal make them. */
export class Attempts {
  #sealer;
  #attempts = new Map();

  constructor(sealer) {
    this.#sealer = sealer;
  }

  apply(entry) {
    if (entry.do === 'all') return entry.entries.forEach((one) => this.apply(one));
    if (entry.do === 'add') return this.#add(entry);
    const attempt = this.#attempts.get(entry.id);
    if (attempt) this.#change(attempt, attempt.records.get(entry.record), entry);
  }

  #add({ id, service, digest, request, records, at }) {
    const known = (record) => (typeof record === 'string' ? { id: record, begun: false, cancelled: false, written: 0, outcome: undefined } : record);
    const made = records.map(known);
    this.#attempts.set(id, { id, service, digest, request, at, state: 'RUNNING', records: new Map(made.map((one) => [one.id, one])), news: [], next: 1 });
  }

  #change(attempt, record, entry) {
    switch (entry.do) {
      case 'begin':
        record.begun = true;
        return;
      case 'finish':
        attempt.records.get(entry.outcome.callbackParameter).outcome ??= entry.outcome;
        return;
      case 'cancel':
        for (const id of entry.records) if (attempt.records.has(id)) attempt.records.get(id).cancelled = true;
        return;
      case 'tell':
        attempt.news.push({ number: attempt.next++, kind: entry.kind, body: entry.body, bytes: entry.bytes ?? 0 });
        if (entry.kind === 'chunks') attempt.records.get(entry.body.callbackParameter).written += entry.bytes;
        return;
      case 'told':
        attempt.news.splice(0, entry.count);
        return;
      case 'move':
        attempt.state = entry.state;
        if (entry.state === 'DELIVERED') Object.assign(attempt, { request: undefined, news: [] });
        return;
      default:
        throw new Error(`The journal has an entry '${entry.do}' that this version does not know`);
    }
  }

  /** The entries that make the present state; ended attempts are forgotten after a week, or where they are very many. */
  *entries() {
    const delivered = [...this.#attempts.values()].filter((attempt) => attempt.state === 'DELIVERED');
    const tooMany = Math.max(0, delivered.length - MOST_DELIVERED);
    delivered.forEach((attempt, index) => (index < tooMany || attempt.at < Date.now() - KEPT) && this.#attempts.delete(attempt.id));
    for (const { id, service, digest, request, at, state, records, news } of this.#attempts.values()) {
      const bytes = new Map();
      for (const one of news.filter((candidate) => candidate.kind === 'chunks')) {
        bytes.set(one.body.callbackParameter, (bytes.get(one.body.callbackParameter) ?? 0) + one.bytes);
      }
      const kept = [...records.values()].map((record) => ({ ...record, written: record.written - (bytes.get(record.id) ?? 0) }));
      yield { do: 'add', id, service, digest, request, records: kept, at };
      for (const one of news) yield { do: 'tell', id, kind: one.kind, body: one.body, bytes: one.bytes };
      if (state !== 'RUNNING') yield { do: 'move', id, state };
    }
  }

  /** Keeps a new attempt; false when there is one of that name already. */
  add(id, service, digest, request, records) {
    if (this.#attempts.has(id)) return false;
    this.write({ do: 'add', id, service, digest, request: this.#sealer.seal(id, JSON.stringify(request)), records, at: Date.now() });
    return true;
  }

  find(id) {
    return this.#attempts.get(id);
  }

  open() {
    return [...this.#attempts.values()].filter((attempt) => attempt.state !== 'DELIVERED');
  }

  requestOf(attempt) {
    return attempt.request && JSON.parse(this.#sealer.open(attempt.id, attempt.request));
  }

  outcomes(id) {
    return [...this.#attempts.get(id).records.values()].map((record) => record.outcome).filter(Boolean);
  }

  begin(id, record, tell = true) {
    const news = tell ? [{ do: 'tell', id, kind: 'started', body: record }] : [];
    this.write({ do: 'begin', id, record }, ...news);
  }

  finish(id, outcome, tell = true) {
    if (this.#attempts.get(id).records.get(outcome.callbackParameter).outcome) return;
    const news = tell ? [{ do: 'tell', id, kind: 'outputs', body: outcome }] : [];
    this.write({ do: 'finish', id, outcome }, ...news);
  }

  output(id, record, chunk, bytes) {
    const offset = this.#attempts.get(id).records.get(record).written;
    this.write({ do: 'tell', id, kind: 'chunks', body: { callbackParameter: record, offset, ...chunk }, bytes });
  }

  /** The oldest news of an attempt, with at most so many bytes of output, but at least one piece. */
  news(id, most) {
    const { news } = this.#attempts.get(id);
    let bytes = 0;
    const end = news.slice(0, 1000).findIndex((one, index) => (bytes += one.bytes) > most && index > 0);
    return news.slice(0, end < 0 ? 1000 : end);
  }
}
