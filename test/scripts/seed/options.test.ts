import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../scripts/seed/options.ts';

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

  it.each([
    [['--contacts', '2x'], '--contacts takes a whole number from 1 on, not "2x".'],
    [['--contacts', ''], '--contacts takes a whole number from 1 on, not "".'],
    [['--contacts', '0'], '--contacts takes a whole number from 1 on, not "0".'],
    [['--seed', '1.5'], '--seed takes a whole number from 0 on, not "1.5".'],
    [['--url', 'localhost:8080'], '--url takes an address such as http://127.0.0.1:8080, not "localhost:8080".'],
    [['--url', 'http://'], '--url takes an address such as http://127.0.0.1:8080, not "http://".'],
  ])('%j is refused', (args, line) => {
    expect(() => readOptions(args, {})).toThrow(line);
  });
});
