import { isBoolean, isDuration, isInstant, isNumber, isObject, isText } from './values.mjs';

const TYPES = { string: isText, instant: isInstant, integer: Number.isInteger, number: isNumber, boolean: isBoolean, object: isObject, array: Array.isArray };
const isGiven = (value) => value !== undefined && value !== null;

/** What is wrong with the value of a parameter, a property or an item, with its place; undefined when nothing is. Never tells the value. */
export function fault(parameter, value, objects, at = parameter.name) {
  const { type = 'string', required, format, enum: allowed } = parameter;
  if (!isGiven(value)) return required ? `'${at}' is missing` : undefined;
  // A type that this kit does not know is checked by the platform alone.
  if (TYPES[type] && !TYPES[type](value)) return `'${at}' is not of the type ${type}`;
  if (format === 'duration' && !isDuration(value)) return `'${at}' is no duration such as PT30S`;
  if (allowed?.length > 0 && !allowed.includes(value)) return `'${at}' is none of ${allowed.join(', ')}`;
  if (!isWithin(parameter, value)) return `'${at}' is not ${rangeOf(parameter)}`;
  if (type === 'array') {
    const item = { ...parameter, type: parameter.items, required: true, enum: undefined };
    return first(value.entries(), ([number, one]) => fault(item, one, objects, `${at}[${number}]`));
  }
  return type === 'object' ? inside(parameter, value, objects, at) : undefined;
}

/** What is wrong within an object; one without stated properties may hold anything. */
function inside(parameter, value, objects, at) {
  const properties = objects.get(parameter.object) ?? parameter.properties ?? [];
  const unknown = Object.keys(value).find((name) => properties.length > 0 && !properties.some((one) => one.name === name));
  if (unknown !== undefined) return `'${at}' has no property '${unknown.slice(0, 100)}'`;
  return first(properties, (one) => fault(one, Object.hasOwn(value, one.name) ? value[one.name] : undefined, objects, `${at}.${one.name}`));
}

/** The first fault there is, without looking for more. */
function first(all, judge) {
  for (const one of all) {
    const found = judge(one);
    if (found) return found;
  }
  return undefined;
}

function isWithin({ minimum, maximum }, value) {
  return !(isGiven(minimum) && value < minimum) && !(isGiven(maximum) && value > maximum);
}

function rangeOf({ minimum, maximum }) {
  if (isGiven(minimum) && isGiven(maximum)) return `from ${minimum} to ${maximum}`;
  return isGiven(minimum) ? `at least ${minimum}` : `at most ${maximum}`;
}
