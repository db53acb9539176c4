import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { MIDNIGHT } from '../../../../query/values/civil.ts';
import { isUrnError, type ParsedUrn, parseUrn } from '../../../contacts/urns.ts';
import { toDate, toDateTime, toText, toTime } from '../../../template-values/convert.ts';
import { formatDecimal } from '../../../template-values/decimal.ts';
import type { Env } from '../../../template-values/env.ts';
import { EvaluationError } from '../../../template-values/error.ts';
import { datetime, listed, objectValue, type Value } from '../../../template-values/value.ts';
import { DATE_LAYOUTS, formatLayout, formatMoment, TIME_LAYOUT } from '../layout.ts';
import { at, fn, lenient } from './function.ts';
import { NUMBERS } from './numbers.ts';
import { zoneOf } from './parse-moment.ts';

const layoutAt = (values: readonly Value[], index: number, usual: string): string =>
  values.length > index ? toText(at(values, index)) : usual;

const dateTimeLayout = (env: Env): string => `${DATE_LAYOUTS[env.dateStyle]} ${TIME_LAYOUT}`;

function urnOf(value: Value): ParsedUrn {
  const urn = parseUrn(toText(value));
  if (isUrnError(urn)) throw new EvaluationError(`'${toText(value)}' is not a valid URN: ${urn.error}`);
  return urn;
}

/** A phone number in its country's own notation; of other addresses the display, or else the path. */
export function formatUrnText(value: Value): string {
  const { scheme, path, display } = urnOf(value);
  if (scheme === 'tel') return parsePhoneNumberFromString(path)?.formatNational() ?? path;
  return display ?? path;
}

/** Whether a value is written on lines of its own. */
const hasParts = (value: Value): boolean =>
  value !== null &&
  typeof value === 'object' &&
  (value.kind === 'array' || (value.kind === 'object' && value.text === null));

const indented = (lines: string): string => lines.replaceAll('\n', '\n  ');

const formatMember = (key: string, value: Value, env: Env): string =>
  hasParts(value) ? `${key}:${indented(`\n${format(value, env)}`)}` : `${key}: ${format(value, env)}`;

/** A value as the workspace writes it: groups of thousands, its own order of day and month. */
function format(value: Value, env: Env): string {
  if (value === null || typeof value !== 'object') return toText(value);
  switch (value.kind) {
    case 'number':
      return toText(NUMBERS.format_number.call([formatDecimal(value)], env));
    case 'datetime':
      return formatMoment(datetime(value.at, env.timezone), dateTimeLayout(env), env.language);
    case 'date':
      return formatLayout({ ...value, ...MIDNIGHT, offset: 0 }, DATE_LAYOUTS[env.dateStyle], 'date', env.language);
    case 'time':
      return formatLayout({ year: 1, month: 1, day: 1, ...value, offset: 0 }, TIME_LAYOUT, 'time', env.language);
    case 'array':
      if (!value.items.some(hasParts)) return value.items.map((item) => format(item, env)).join(', ');
      return value.items.map((item) => `- ${indented(format(item, env))}`).join('\n');
    case 'object':
      return (
        value.text ??
        listed(value)
          .map(([key, item]) => formatMember(key, item(), env))
          .join('\n')
      );
    case 'error':
      return '';
    default:
      return toText(value);
  }
}

/** Functions that write values for people. Without a layout they use the workspace's. */
export const FORMATTING = {
  format: lenient(1, 1, (values, env) => format(at(values, 0), env)),
  format_date: fn(1, 2, (values, env) => {
    const layout = layoutAt(values, 1, DATE_LAYOUTS[env.dateStyle]);
    return formatLayout({ ...toDate(at(values, 0), env), ...MIDNIGHT, offset: 0 }, layout, 'date', env.language);
  }),
  format_datetime: fn(1, 3, (values, env) => {
    const moment = toDateTime(at(values, 0), env);
    const zone = values.length > 2 ? zoneOf(toText(at(values, 2))) : env.timezone;
    return formatMoment(datetime(moment.at, zone), layoutAt(values, 1, dateTimeLayout(env)), env.language);
  }),
  format_time: fn(1, 2, (values, env) => {
    const time = toTime(at(values, 0));
    return formatLayout(
      { year: 1, month: 1, day: 1, ...time, offset: 0 },
      layoutAt(values, 1, TIME_LAYOUT),
      'time',
      env.language,
    );
  }),
  format_location: fn(1, 1, (values) => toText(at(values, 0)).split('>').at(-1)?.trim() ?? ''),
  format_urn: fn(1, 1, (values) => formatUrnText(at(values, 0))),
  attachment_parts: fn(1, 1, (values) => {
    const [, type = '', url = ''] =
      /^(?:(\w+\/[-+.\w]+|image|audio|video|application|geo|unavailable):)?(.*)$/is.exec(toText(at(values, 0))) ?? [];
    return objectValue({ content_type: type.toLowerCase(), url });
  }),
  urn_parts: fn(1, 1, (values) => {
    const { scheme, path, display = '' } = urnOf(at(values, 0));
    return objectValue({ scheme, path, display });
  }),
} as const;
