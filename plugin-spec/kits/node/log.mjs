/** A line of the plugin's log, which the platform collects from its standard output. */
export function log(level, text, failure) {
  console.log(`${new Date().toISOString()} ${level} ${text}${failure ? `\n${failure.stack ?? failure}` : ''}`);
}
