/** Lets at most so many pieces of work run at a time; the others wait in their order. */
export class Turns {
  #free;
  #waiting = [];

  constructor(most) {
    this.#free = most;
  }

  take(work) {
    this.#waiting.push(work);
    this.#next();
  }

  #next() {
    if (this.#free === 0 || this.#waiting.length === 0) return;
    this.#free--;
    this.#waiting.shift()().finally(() => {
      this.#free++;
      this.#next();
    });
  }
}
