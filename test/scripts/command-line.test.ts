import { parseArgs } from 'node:util';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../scripts/command-line.ts';

const refusalOf = (...args: string[]): string => {
  try {
    parseArgs({ args, options: { contacts: { type: 'string' } } });
  } catch (error) {
    return messageOf(error);
  }
  throw new Error('It was not refused');
};

describe('An error is reported in one line', () => {
  it.each([
    [['--foo'], "Unknown option '--foo'. --help shows the options."],
    [['foo'], "Unexpected argument 'foo'. --help shows the options."],
    [['--contacts'], "Option '--contacts <value>' argument missing. --help shows the options."],
    [['--contacts', '-5'], "Option '--contacts' argument is ambiguous. --help shows the options."],
  ])('of %j', (args, line) => {
    expect(refusalOf(...args)).toBe(line);
  });

  it('also one that has only a code, one with several lines, and a thrown value that is not an error', () => {
    expect(messageOf(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
    expect(messageOf(new TypeError('one\ntwo'))).toBe('one');
    expect(messageOf(new TypeError())).toBe('TypeError');
    expect(messageOf('text')).toBe('text');
  });
});
