import { describe, expect, it } from 'vitest';
import {
  formatUrn,
  identityOf,
  isDiallable,
  isUrnError,
  normalizeUrn,
  parseUrn,
  repairNumber,
} from '../../../../shared/domain/contacts/urns.ts';
import cases from '../../../cases/domain/contacts/urns.json' with { type: 'json' };
import rows from '../../../cases/domain/urns.json' with { type: 'json' };

interface Row {
  readonly text: string;
  readonly country?: string;
  readonly urn?: string;
  readonly error?: string;
}

describe('normalizeUrn', () => {
  it.each(rows as readonly Row[])('reads $text in $country as $urn$error', ({ text, country = null, urn, error }) => {
    expect(normalizeUrn(text, country)).toEqual(urn === undefined ? { ok: false, error } : { ok: true, urn });
  });

  it('changes nothing the second time', () => {
    for (const { country = null, urn } of rows as readonly Row[]) {
      if (urn !== undefined) expect(normalizeUrn(urn, country)).toEqual({ ok: true, urn });
    }
  });
});

describe('parseUrn', () => {
  it('takes a text apart and undoes the escapes of path and display', () => {
    expect(parseUrn('ext:a%23b?channel=x%25#50%25')).toEqual({
      scheme: 'ext',
      path: 'a#b',
      query: 'channel=x%25',
      display: '50%',
    });
  });

  it('leaves out query and display that are empty', () => {
    expect(parseUrn('ext:1?#')).toEqual({ scheme: 'ext', path: '1' });
  });

  it('returns what formatUrn was given', () => {
    const urn = { scheme: 'ext', path: '%23#?', query: 'a=b', display: '#%' };
    expect(parseUrn(formatUrn(urn))).toEqual(urn);
  });

  it('says what is wrong', () => {
    const parsed = parseUrn('tel:');
    expect(isUrnError(parsed) && parsed.error).toBe('path cannot be empty');
  });
});

describe('identityOf', () => {
  it('is scheme and path', () => {
    expect(identityOf('tel:+250788383383?channel=x#Ann')).toBe('tel:+250788383383');
    expect(identityOf('tel:+250788383383#Ann')).toBe('tel:+250788383383');
    expect(identityOf('ext:a%23b')).toBe('ext:a%23b');
  });
});

describe('repairNumber', () => {
  it.each(cases.repaired)('%s: %s', (urn, expected) => {
    expect(repairNumber(urn)).toBe(expected);
  });
});

describe('isDiallable', () => {
  it.each(cases.diallable as unknown as [string, boolean][])('%s: %s', (urn, expected) => {
    expect(isDiallable(urn)).toBe(expected);
  });
});
