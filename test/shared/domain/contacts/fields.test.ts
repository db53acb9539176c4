import { describe, expect, it } from 'vitest';
import { fieldText, parseFieldValue, sameValue } from '../../../../shared/domain/contacts/fields.ts';
import type { DateStyle } from '../../../../shared/domain/workspace.ts';
import cases from '../../../cases/domain/contacts/fields.json' with { type: 'json' };
import { now } from './world.ts';

const env = (dateStyle: DateStyle) => ({ dateStyle, timezone: 'Africa/Kigali', now });

/** The rows of TextIt 1.9 as field values; the current time is noon in Kigali. */
describe('parseFieldValue', () => {
  it.each([
    ['day_first', 'date is 01.02.2001 yes', '2001-02-01T00:00:00.000000+02:00'],
    ['day_first', '01-01-16a', undefined],
    ['day_first', '2001-1-2', undefined],
    ['day_first', 'on 2001-01-02 ', undefined],
    ['day_first', '2001_01_02', undefined],
    ['day_first', '01-13-2001', undefined],
    ['month_first', '01-13-2001', '2001-01-13T00:00:00.000000+02:00'],
    ['year_first', '2001_01_02', '2001-01-02T00:00:00.000000+02:00'],
    ['day_first', '02-02-2020 24:30', '2020-02-02T00:00:00.000000+02:00'],
    ['day_first', '2018-07-06T12:30:00.123457Z', '2018-07-06T12:30:00.123457Z'],
    ['day_first', '2018-07-06 3:15pm', '2018-07-06T15:15:00.000000+02:00'],
  ] as const)('reads a date (%s) from %j', (style, text, datetime) => {
    const value = parseFieldValue(text, env(style));
    expect(value?.text).toBe(text);
    expect(value?.datetime).toBe(datetime);
  });

  it.each([
    ['37', '37'],
    [' -1.50 ', '-1.5'],
    ['.5', '0.5'],
    ['1,000', undefined],
    ['+5', undefined],
    ['1e3', undefined],
    ['5 goats', undefined],
    [`${'9'.repeat(36)}000`, `${'9'.repeat(36)}000`],
    ['9'.repeat(37), undefined],
  ])('reads a number from %j', (text, number) => {
    expect(parseFieldValue(text, env('day_first'))?.number).toBe(number);
  });

  it('is null for the empty text', () => {
    expect(parseFieldValue('', env('day_first'))).toBeNull();
  });

  it('keeps 640 characters, however many units they have', () => {
    expect(parseFieldValue('😀'.repeat(641), env('day_first'))?.text).toBe('😀'.repeat(640));
  });
});

describe('fieldText', () => {
  const value = { text: '37 ', number: '37', datetime: '2020-06-26T05:31:06.123456-07:00' };

  it.each(
    cases.readings as unknown as [
      'text' | 'number' | 'datetime' | 'state' | 'district' | 'ward',
      '37 ' | '37' | '2020-06-26T05:31:06.123456-07:00',
    ][],
  )('shows the reading of a %s field', (type, text) => {
    expect(fieldText(value, type)).toBe(text);
  });

  it.each(['text', 'number', 'datetime', 'state'] as const)('is null where a %s field is not set', (type) => {
    expect(fieldText(undefined, type)).toBeNull();
  });

  it('is null where the text cannot be read as the type', () => {
    expect(fieldText({ text: 'many' }, 'number')).toBeNull();
    expect(fieldText({ text: 'once' }, 'datetime')).toBeNull();
  });
});

describe('sameValue', () => {
  it('compares every part', () => {
    expect(sameValue({ text: '1', number: '1' }, { text: '1', number: '1' })).toBe(true);
    expect(sameValue({ text: '1', number: '1' }, { text: '1.0', number: '1' })).toBe(false);
    expect(sameValue({ text: 'x', datetime: 'a' }, { text: 'x', datetime: 'b' })).toBe(false);
    expect(sameValue(null, null)).toBe(true);
    expect(sameValue(null, { text: '' })).toBe(false);
  });
});
