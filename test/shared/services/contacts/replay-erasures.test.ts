import { expect, it } from 'vitest';
import { toldIn } from '../../../../shared/services/contacts/replay-erasures.ts';

it('the log says who was deleted, among other lines and whatever stands before them', () => {
  const line = (more: object) => JSON.stringify({ level: 'INFO', timestamp: '2026-11-26T10:00:00Z', ...more });
  const text = [
    line({ message: 'done', counts: { erasures: 1 } }),
    'START RequestId: 1',
    `2026-11-26T10:00:00Z ${line({
      message: 'erasures',
      workspace: 'w',
      deleted: [
        ['a', 5],
        ['b', 6],
      ],
    })}`,
    line({ message: 'erasures', workspace: 'v', deleted: [['c', 7]] }),
    line({ message: 'erasures' }),
    '',
  ].join('\n');
  expect(toldIn(text)).toEqual([
    { workspace: 'w', contact: 'a', deletedOn: 5 },
    { workspace: 'w', contact: 'b', deletedOn: 6 },
    { workspace: 'v', contact: 'c', deletedOn: 7 },
  ]);
});
