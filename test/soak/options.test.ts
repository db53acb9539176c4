import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('npm run soak', () => {
  it('plays ten seeds of 2,000 contacts when nothing is given', () => {
    expect(readOptions([])).toEqual({
      seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      contacts: 2_000,
      acts: 400,
      editors: 8,
      together: 4,
      minutes: Number.POSITIVE_INFINITY,
    });
  });

  it('repeats one seed', () => {
    const one = { seeds: [7], acts: 100, together: 1 };
    expect(readOptions(['--seed', '7', '--seeds', '200', '--contacts', '50'])).toMatchObject(one);
  });

  it('repeats seeds that were played at the same time', () => {
    expect(readOptions(['--seed', '7', '--seed', '8'])).toMatchObject({ seeds: [7, 8], together: 2 });
    expect(readOptions(['--seed', '7', '--seed', '8', '--together', '1'])).toMatchObject({ together: 1 });
  });

  it('goes on from a first seed', () => {
    expect(readOptions(['--first', '11', '--seeds', '2'])?.seeds).toEqual([11, 12]);
  });

  it('shows help', () => {
    expect(readOptions(['--help'])).toBeNull();
  });

  it.each([
    ['--seeds', '0'],
    ['--contacts', 'many'],
    ['--minutes', '1.5'],
  ])('refuses %s %s in one line', (option, value) => {
    expect(() => readOptions([option, value])).toThrow(`${option} takes a whole number from 1 on, not "${value}".`);
  });
});
