import { CONTACT } from '../../common/api/index.ts';
import type { ImportPreview } from './api.ts';
import type { Draft } from './draft.ts';

export type Finding = ImportPreview['consent'][number];

/** The targets by which a column says who wants no messages. */
export type Refusing = keyof typeof CONTACT.cell_effects;
const REFUSING = Object.keys(CONTACT.cell_effects) as Refusing[];

/** What a column or file is: such a target, a list of people who have all opted out, or something else. */
export type Meaning = Refusing | 'opted_out' | 'dismissed';

export const meaningsOf = ({ about }: Finding): readonly Meaning[] =>
  about === 'file' ? ['opted_out', 'dismissed'] : [...REFUSING, 'dismissed'];

const isRefusing = (target: string | null | undefined): target is Refusing => REFUSING.some((one) => one === target);

type Answers = Pick<Draft, 'mapping' | 'dismissed' | 'opted_out'>;
type Columns = ImportPreview['columns'];

/** What a column or file is taken for; null: nobody has said yet. */
export function answerTo({ about, name, decision }: Finding, draft: Answers, columns: Columns): Meaning | null {
  const mapped = draft.mapping?.[name];
  if (about === 'file' && draft.opted_out?.[name]) return 'opted_out';
  if (about === 'column' && isRefusing(mapped)) return mapped;
  if (draft.dismissed?.[name] !== undefined) return 'dismissed';
  if (decision !== 'guessed') return null;
  if (about === 'file') return 'opted_out';
  const target = columns.find(({ column }) => column === name)?.target;
  return isRefusing(target) ? target : null;
}

/** The draft with an answer; whatever was said of the same column or file before is gone. */
export function withAnswer({ about, name }: Finding, meaning: Meaning, reason: string, draft: Answers): Answers {
  const mapping = without(draft.mapping, name);
  const dismissed = without(draft.dismissed, name);
  const opted_out = without(draft.opted_out, name);
  if (meaning === 'dismissed') {
    const kept = isRefusing(draft.mapping?.[name]) ? mapping : draft.mapping;
    return { mapping: kept, dismissed: { ...dismissed, [name]: reason }, opted_out };
  }
  if (about === 'file') return { mapping: draft.mapping, dismissed, opted_out: { ...opted_out, [name]: true } };
  return { mapping: { ...mapping, [name]: meaning }, dismissed, opted_out: draft.opted_out };
}

const without = <Value>(all: Readonly<Record<string, Value>> | undefined, name: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(all ?? {}).filter(([key]) => key !== name));

/** The API's least and most characters of a reason. */
const LEAST = 3;
const MOST = 200;

export const isReason = (text: string): boolean => {
  const { length } = [...text.trim()];
  return length >= LEAST && length <= MOST && /[\p{L}\p{N}]/u.test(text);
};

/** Whether a column or file still needs an answer. */
export function isOpen(finding: Finding, draft: Answers, columns: Columns): boolean {
  const answer = answerTo(finding, draft, columns);
  return answer === null || (answer === 'dismissed' && !isReason(draft.dismissed?.[finding.name] ?? ''));
}

/** The kinds of cells in a column, with their number and what each does under this target. */
export function effectsOf({ cells }: Finding, meaning: Meaning | null) {
  const effects = isRefusing(meaning) ? CONTACT.cell_effects[meaning] : null;
  return KINDS_OF_CELL.flatMap((kind) => {
    const count = cells[kind] ?? 0;
    return count === 0 ? [] : [{ kind, count, effect: effects?.[kind] ?? null }];
  });
}

const KINDS_OF_CELL = Object.keys(CONTACT.cell_effects.opt_out) as (keyof typeof CONTACT.cell_effects.opt_out)[];
