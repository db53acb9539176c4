import { globSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallOf } from '../../../../console/common/texts/zoned-time.ts';
import { timeZones } from '../../../../console/features/settings/time-zones.ts';
import { checkSettings } from '../../../../functions/workspace/settings-body.ts';
import { readRequest } from '../../../../scripts/workspace/request.ts';
import { zoneOf } from '../../../../shared/domain/flows/template/library/parse-moment.ts';
import { FieldErrors } from '../../../../shared/lambda/http/field-errors.ts';
import { offsetAt } from '../../../../shared/query/values/civil.ts';
import cases from '../../../cases/query/values/time-zone.json' with { type: 'json' };

const does = (work: () => unknown): boolean => {
  try {
    return work() !== undefined;
  } catch {
    return false;
  }
};

/** Each place that takes a name of a zone. */
const PLACES: Readonly<Record<string, (name: string) => boolean>> = {
  'the command that makes a workspace': (timezone) => does(() => readRequest('Radio', { timezone })),
  'settings.json': (timezone) => {
    const errors = new FieldErrors();
    checkSettings({ timezone }, errors);
    return errors.body === null;
  },
  'the list of the console': (name) => timeZones(name).some(({ value }) => value === name),
  'a template of a flow': (name) => does(() => zoneOf(name)),
};

const isKnown = (timeZone: string): boolean => does(() => new Intl.DateTimeFormat('en', { timeZone }));

/** Of the machine, which has IANA's names with all aliases; where it has none, of the engine and some aliases. */
const NAMES = [
  ...globSync('**', { cwd: '/usr/share/zoneinfo', exclude: ['posix', 'right'] }),
  ...Intl.supportedValuesOf('timeZone'),
  ...['UTC', 'GMT', 'EST', 'US/Eastern', 'Asia/Kathmandu', 'Asia/Kolkata', 'Europe/Kyiv', 'America/Nuuk', 'Etc/GMT+5'],
].filter((name) => /^[A-Z]/.test(name) && isKnown(name));

describe.each(Object.entries(PLACES))('%s', (_, takes) => {
  it('takes each name of IANA, and each alias', () => {
    expect(NAMES.length).toBeGreaterThan(400);
    expect(NAMES.filter((name) => !takes(name))).toEqual([]);
  });

  it('refuses what is none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom(...NAMES).map((name) => `${name}x`),
        ),
        (text) => {
          fc.pre(!isKnown(text));
          expect(takes(text)).toBe(false);
        },
      ),
    );
    for (const text of ['', 'Kigali', 'Etc/GMT+10x', 'Foo+01:00', '+05:00', '-0300', 'localtime', 'Etc/Unknown'])
      expect(takes(text)).toBe(false);
  });
});

it('the console and the service show the same time in each', () => {
  const at = Date.UTC(2026, 6, 1, 12);
  const differ = NAMES.filter((name) => {
    const wall = new Date(at + offsetAt(name, at * 1_000) * 60_000).toISOString().slice(0, 16);
    return wallOf(new Date(at), name) !== wall;
  });
  expect(differ).toEqual([]);
});

it.each(cases.zones as unknown as [string, readonly string[]][])('the console finds for %j %j', (typed, zones) => {
  const found = timeZones(typed).filter(({ label }) => label.toLowerCase().includes(typed));
  expect(found.map(({ value }) => value)).toEqual(zones);
});
