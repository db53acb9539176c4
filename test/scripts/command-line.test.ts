import { parseArgs } from 'node:util';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../scripts/command-line.ts';
import cases from '../cases/scripts/command-line.json' with { type: 'json' };

const refusalOf = (...args: string[]): string => {
  try {
    parseArgs({ args, options: { contacts: { type: 'string' } } });
  } catch (error) {
    return messageOf(error);
  }
  throw new Error('It was not refused');
};

describe('An error is reported in one line', () => {
  it.each(cases.errors as unknown as [readonly string[], string][])('of %j', (args, line) => {
    expect(refusalOf(...args)).toBe(line);
  });

  it('also one that has only a code, one with several lines, and a thrown value that is not an error', () => {
    expect(messageOf(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
    expect(messageOf(new TypeError('one\ntwo'))).toBe('one');
    expect(messageOf(new TypeError())).toBe('TypeError');
    expect(messageOf('text')).toBe('text');
  });
});
