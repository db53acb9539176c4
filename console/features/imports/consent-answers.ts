import type { ImportPreview } from './api.ts';
import type { Draft } from './draft.ts';

export type Finding = ImportPreview['consent'][number];

/** The targets by which a column says who wants no messages. */
const REFUSING = ['opt_out', 'opt_in', 'opted_out_on', 'status', 'blocked'] as const;
export type Refusing = (typeof REFUSING)[number];

/** What a column or file is: such a target, a list of people who have all opted out, or something else. */
export type Meaning = Refusing | 'opted_out' | 'dismissed';

export const meaningsOf = ({ about }: Finding): readonly Meaning[] =>
  about === 'file' ? ['opted_out', 'dismissed'] : [...REFUSING, 'dismissed'];

const isRefusing = (target: string | undefined): target is Refusing => REFUSING.some((one) => one === target);

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
const [LEAST, MOST] = [3, 200];

export const isReason = (text: string): boolean => {
  const { length } = [...text.trim()];
  return length >= LEAST && length <= MOST && /[\p{L}\p{N}]/u.test(text);
};

/** Whether a column or file still needs an answer. */
export function isOpen(finding: Finding, draft: Answers, columns: Columns): boolean {
  const answer = answerTo(finding, draft, columns);
  return answer === null || (answer === 'dismissed' && !isReason(draft.dismissed?.[finding.name] ?? ''));
}

/** What becomes of the people in whose row a cell says this. */
export type Effect = 'out' | 'blocked' | 'stays' | 'refused';

const YES_AND_NO = { refused: 'out', other: 'refused' } as const;

/** What each kind of cell does; kinds that are not named change nothing. The domain's `opt-out/imported.ts` decides. */
const EFFECTS: Readonly<Record<Refusing, Readonly<Record<string, Effect>>>> = {
  opt_out: { ...YES_AND_NO, yes: 'out', time: 'out' },
  opt_in: { ...YES_AND_NO, no: 'out' },
  opted_out_on: { refused: 'out', yes: 'out', time: 'out', other: 'out' },
  status: { refused: 'out', yes: 'refused', no: 'refused', time: 'refused', other: 'refused' },
  blocked: { refused: 'blocked', yes: 'blocked', time: 'blocked', other: 'refused' },
};

export const KINDS_OF_CELL = [
  'refused',
  'consents',
  'never',
  'bounced',
  'yes',
  'no',
  'time',
  'unsaid',
  'other',
] as const;

/** The kinds of cells in a column, with their number and what each does under this target. */
export function effectsOf({ cells }: Finding, meaning: Meaning | null) {
  return KINDS_OF_CELL.flatMap((kind) => {
    const count = cells[kind] ?? 0;
    const effects = meaning === null || meaning === 'opted_out' || meaning === 'dismissed' ? null : EFFECTS[meaning];
    return count === 0 ? [] : [{ kind, count, effect: effects && (effects[kind] ?? 'stays') }];
  });
}
