/** A failure that is told to the person at the terminal: which part, why, and how to mend it; never a stack trace. */
export class Failure extends Error {
  /**
   * @param {string} message what failed and why
   * @param {{part?: string, hint?: string, log?: string, exitCode?: number}} [details] `log` is the path of the log to quote from
   */
  constructor(message, details = {}) {
    super(message);
    this.name = 'Failure';
    Object.assign(this, { exitCode: 1 }, details);
  }
}
