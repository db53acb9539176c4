import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../scripts/seed/options.ts';
import cases from '../../cases/scripts/seed/options.json' with { type: 'json' };

describe('The options of seed', () => {
  it('are all optional', () => {
    expect(readOptions([], {})).toEqual({
      contacts: 2000,
      seed: 1,
      url: 'http://127.0.0.1:8080',
      token: null,
    });
  });

  it('come from the environment where the command line leaves them out', () => {
    const env = { PORT: '8090', DORMOUSE_TOKEN: 'from-env' };
    expect(readOptions([], env)).toMatchObject({ url: 'http://127.0.0.1:8090', token: 'from-env' });
    const args = ['--url', 'https://example.org/', '--token', 'given', '--contacts=10', '--seed=0'];
    expect(readOptions(args, env)).toEqual({
      contacts: 10,
      seed: 0,
      url: 'https://example.org',
      token: 'given',
    });
  });

  it('may ask for help instead', () => {
    expect(readOptions(['--help'], {})).toBeNull();
  });

  it.each(cases.refused as unknown as [readonly string[], string][])('%j is refused', (args, line) => {
    expect(() => readOptions(args, {})).toThrow(line);
  });
});
