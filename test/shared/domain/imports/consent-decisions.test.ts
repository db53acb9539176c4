/** The tables `consent-decisions.json` and `consent-files.json` in `test/cases/imports`: what becomes of consent. */
import { describe, expect, it } from 'vitest';
import { decideColumn, decideFile } from '../../../../shared/domain/imports/consent/decide.ts';
import { type ConsentFinding, undecidedIn } from '../../../../shared/domain/imports/consent/finding.ts';
import { ConsentCounter } from '../../../../shared/domain/imports/consent/recognise.ts';
import columns from '../../../cases/imports/consent-decisions.json' with { type: 'json' };
import files from '../../../cases/imports/consent-files.json' with { type: 'json' };

interface ColumnCase {
  readonly case: string;
  readonly column: string;
  readonly cells: readonly string[];
  readonly guess: string;
  readonly mapped?: string;
  readonly reason?: string;
  readonly foreign?: boolean;
  readonly decides: { readonly target: string } | null;
}

const tallyOf = (cells: readonly string[]): ConsentCounter => {
  const tally = new ConsentCounter();
  for (const cell of cells) tally.add(cell);
  return tally;
};

describe('A column', () => {
  it.each(columns as readonly ColumnCase[])('$case', ({ column, cells, guess, mapped, reason, foreign, decides }) => {
    const found = decideColumn({
      ...{ column, guess, mapped, reason, foreign: foreign ?? false },
      tally: tallyOf(cells),
    });
    if (decides === null) return expect(found).toBeNull();
    const { target, ...finding } = decides;
    expect(found?.target).toBe(target);
    expect(found?.finding).toMatchObject({ ...{ about: 'column', name: column, because: 'name' }, ...finding });
    expect(Object.hasOwn(found?.finding ?? {}, 'reason')).toBe('reason' in finding);
  });

  it('is shown with its cells by meaning, those that refuse first', () => {
    const tally = tallyOf(['maybe', 'no', 'yes', 'no', 'STOP', '', 'x'.repeat(80)]);
    const found = decideColumn({
      ...{ column: 'Consent', guess: 'field:Consent', mapped: undefined, reason: undefined, foreign: false, tally },
    });
    expect(found?.finding).toMatchObject({
      samples: ['STOP', 'no', 'yes'],
      cells: { refused: 1, yes: 1, no: 2, blank: 1, other: 2, loud: 1, time: 0 },
    });
  });
});

interface FileCase {
  readonly case: string;
  readonly name: string;
  readonly title?: string;
  readonly said?: boolean;
  readonly reason?: string;
  readonly hasColumn?: boolean;
  readonly decides: ConsentFinding['decision'] | null;
  readonly optedOut: boolean;
}

describe('A file', () => {
  it.each(files as readonly FileCase[])('$case', ({ name, title, said, reason, hasColumn, decides, optedOut }) => {
    const found = decideFile({ ...{ name, title: title ?? name, said, reason }, hasColumn: hasColumn ?? false });
    expect(found.optedOut).toBe(optedOut);
    if (decides === null) expect(found.finding).toBeNull();
    else
      expect(found.finding).toStrictEqual({
        ...{ about: 'file', name, proposal: 'opted_out', because: 'name', samples: [], cells: {}, decision: decides },
        ...(decides === 'dismissed' && { reason }),
      });
  });
});

describe('An import cannot run', () => {
  const finding = (
    name: string,
    decision: ConsentFinding['decision'],
    samples: readonly string[] = [],
  ): ConsentFinding => ({
    ...{ about: 'column', name, decision, proposal: 'opt_out', because: 'name', samples, cells: {} },
  });

  it('while something is undecided, of which it names ten, with the cells that everybody may see', () => {
    const open = finding('DND', 'undecided', ['Yes', 'STOP', 'ask Mary']);
    expect(undecidedIn([finding('Consent', 'mapped'), open])).toEqual({
      ...{ code: 'consent_undecided', names: '"DND" ("Yes", "STOP", opt_out?)' },
    });
    const many = (count: number) => Array.from({ length: count }, (_, n) => finding(`Q${n}`, 'undecided'));
    const names = (count: number) => String((undecidedIn(many(count)) as { names?: string } | null)?.names);
    expect(names(10)).toMatch(/^"Q0" \(opt_out\?\), .*"Q9" \(opt_out\?\)$/);
    expect(names(12)).toMatch(/"Q9" \(opt_out\?\) \(\+2\)$/);
  });

  it('only then', () => {
    const decided = (['guessed', 'mapped', 'dismissed'] as const).map((decision) => finding('DND', decision));
    expect(undecidedIn(decided)).toBeNull();
    expect(undecidedIn([])).toBeNull();
  });
});
