import { describe, expect, it } from 'vitest';
import { EVERYBODY, type Ticks, withoutRemoved } from '../../../console/features/contacts/ticks.ts';

const some = (...uuids: string[]): Ticks => ({ mode: 'some', uuids: new Set(uuids) });

describe('Ticks on a page that is read anew', () => {
  it('go from who is not on it any more, and stay on others and on those of other pages', () => {
    expect(withoutRemoved(some('ann', 'bob', 'elsewhere'), ['ann', 'bob', 'cid'], ['bob', 'cid', 'dan'])).toEqual(
      some('bob', 'elsewhere'),
    );
  });

  it('are the same ones where nobody has gone', () => {
    const ticks = some('ann');
    expect(withoutRemoved(ticks, ['ann', 'bob'], ['ann'])).toBe(ticks);
    expect(withoutRemoved(EVERYBODY, ['ann'], [])).toBe(EVERYBODY);
  });
});
