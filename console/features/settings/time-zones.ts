import { isTimeZone } from '../../../shared/query/values/civil.ts';

/** `Africa/Kigali` is found by either word, as is what the browser lists by an older name: it has Asia/Katmandu. */
export function timeZones(typed: string) {
  const listed = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  const same = new Set([...listed].map((zone) => zone.toLowerCase()));
  const name = typed.replaceAll(/\s/g, '_').replaceAll(/(?<![A-Za-z])[a-z]/g, (first) => first.toUpperCase());
  const regions = new Set([...listed].map((zone) => zone.slice(0, zone.indexOf('/') + 1)));
  const others = [...regions].map((region) => region + name);
  const found = others.filter((zone) => isTimeZone(zone) && !same.has(zone.toLowerCase()));
  return [...listed, ...found].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
