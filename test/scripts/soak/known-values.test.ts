import { describe, expect, it } from 'vitest';
import { type Effect, known } from '../../soak/known-values.ts';

const to =
  (value: string): Effect<string> =>
  () =>
    value;

describe('What the soak knows of a value', () => {
  it('is what was written last, when one write ended before the next began', () => {
    const value = known('a');
    value.write(to('b'))('done');
    value.write(to('c'))('done');
    expect([...value.values]).toEqual(['c']);
  });

  it('may be either while a write is under way, and after one of which nobody heard', () => {
    const value = known('a');
    const end = value.write(to('b'));
    expect([...value.values]).toEqual(['a', 'b']);
    end('unknown');
    expect([...value.values]).toEqual(['a', 'b']);
    value.write(to('c'))('done');
    expect([...value.values]).toEqual(['c']);
  });

  it.each([['first'], ['second']])(
    'may be either of two writes at the same time, whichever ends first (%s)',
    (which) => {
      const value = known('a');
      const ends = [value.write(to('b')), value.write(to('c'))];
      for (const end of which === 'first' ? ends : ends.reverse()) end('done');
      expect([...value.values].sort()).toEqual(['b', 'c']);
    },
  );

  it('may be changed by a job at any time until it has ended', () => {
    const value = known('active');
    const job = value.write((before) => (before === 'active' ? 'archived' : before));
    value.write(to('active'))('done');
    expect([...value.values].sort()).toEqual(['active', 'archived']);
    job('unknown');
    value.write(to('active'))('done');
    expect([...value.values]).toEqual(['active']);
  });

  it('is none that the write would not have been accepted on', () => {
    const value = known('archived');
    value.write((before) => (before === 'archived' ? 'deleted' : before))('unknown');
    value.write((before) => (before === 'deleted' ? null : 'active'))('done');
    expect([...value.values]).toEqual(['active']);
  });
});
