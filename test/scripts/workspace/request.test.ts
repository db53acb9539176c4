import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../scripts/workspace/request.ts';

describe('requesting a workspace', () => {
  it('takes a name alone, or with everything', () => {
    expect(readRequest(' Radio ', {})).toMatchObject({ name: 'Radio', country: undefined, token: undefined });
    const given = { country: 'rw', timezone: 'Africa/Kigali', language: ['kin', 'eng'], token: '0123456789abcdef' };
    expect(readRequest('Radio', given)).toEqual({
      name: 'Radio',
      country: 'RW',
      timezone: 'Africa/Kigali',
      languages: ['kin', 'eng'],
      token: '0123456789abcdef',
    });
    expect(readRequest('Radio', { timezone: 'UTC' })).toMatchObject({ timezone: 'UTC' });
  });

  it.each([
    ['', {}, 'Give the workspace a name'],
    ['x'.repeat(65), {}, 'at most 64 characters'],
    ['Radio', { country: 'Rwanda' }, '"Rwanda" is not an ISO-3166 country code'],
    ['Radio', { timezone: 'Kigali' }, '"Kigali" is not an IANA time zone'],
    ['Radio', { language: ['eng', 'rw'] }, '"rw" is not an ISO 639-3 language code'],
    ['Radio', { token: 'short' }, 'at least 8 characters'],
    ['Radio', { token: 'with a space' }, 'no spaces'],
  ])('refuses %j with %j', (name, given, message) => {
    expect(() => readRequest(name, given)).toThrow(message);
  });
});
