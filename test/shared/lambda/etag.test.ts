import { describe, expect, it } from 'vitest';
import { etagOf, readIfMatch, requireMatch } from '../../../shared/lambda/http/etag.ts';
import headers from '../../cases/lambda/if-match.json' with { type: 'json' };

const contact = { version: 7 };
const status = (work: () => void): number => {
  try {
    work();
    return 200;
  } catch (error) {
    return (error as { statusCode: number }).statusCode;
  }
};

describe('an entity tag', () => {
  it('is the version of the contact', () => {
    expect(etagOf(contact)).toBe('"7"');
  });
});

describe('If-Match', () => {
  it.each(headers as [string, number][])('%s on version 7 is %i', (header, expected) => {
    expect(status(() => requireMatch(readIfMatch({ 'if-match': header }), contact))).toBe(expected);
  });

  it.each(['*', '"1"'])('%s never matches a contact that does not exist', (header) => {
    expect(status(() => requireMatch(readIfMatch({ 'if-match': header }), null))).toBe(412);
  });

  it('requires nothing when the header is missing', () => {
    expect(status(() => requireMatch(readIfMatch({}), null))).toBe(200);
  });
});
