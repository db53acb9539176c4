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

describe('What went wrong is said in one line', () => {
  it.each([
    [['--foo'], "Unknown option '--foo'. --help shows the options."],
    [['foo'], "Unexpected argument 'foo'. --help shows the options."],
    [['--contacts'], "Option '--contacts <value>' argument missing. --help shows the options."],
    [['--contacts', '-5'], "Option '--contacts' argument is ambiguous. --help shows the options."],
  ])('of %j', (args, line) => {
    expect(refusalOf(...args)).toBe(line);
  });

  it('of an error that has a code only, of one with several lines, and of what is no error', () => {
    expect(messageOf(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
    expect(messageOf(new TypeError('one\ntwo'))).toBe('one');
    expect(messageOf(new TypeError())).toBe('TypeError');
    expect(messageOf('text')).toBe('text');
  });
});
