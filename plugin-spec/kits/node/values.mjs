const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const DURATION = /^P(?!$)(?:(\d{1,9})D)?(?:T(?!$)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/;

const MOST_MILLISECONDS = 31 * 86_400_000;

export const isText = (value) => typeof value === 'string';
export const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);
export const isBoolean = (value) => typeof value === 'boolean';
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isInstant = (value) => instant(value) !== undefined;
export const isDuration = (value) => isText(value) && DURATION.test(value);

/** The moment of a text such as 2026-01-01T00:00:00Z, in milliseconds; undefined where it is none. */
export function instant(value) {
  const match = isText(value) ? INSTANT.exec(value) : null;
  if (!match) return undefined;
  const [year, month, day] = match.slice(1, 4).map(Number);
  const moment = Date.parse(value);
  const isDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return Number.isNaN(moment) || !isDay ? undefined : moment;
}

/** The milliseconds of an ISO 8601 duration or of a number of seconds, at most a month; undefined where there is none. */
export function milliseconds(duration) {
  if (isNumber(duration)) return Math.min(Math.max(duration * 1000, 0), MOST_MILLISECONDS);
  const match = isText(duration) ? DURATION.exec(duration) : null;
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return Math.min((days * 86400 + hours * 3600 + minutes * 60 + seconds) * 1000, MOST_MILLISECONDS);
}
