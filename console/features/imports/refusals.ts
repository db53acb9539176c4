import { foldedText } from '../../../shared/query/values/folded-text.ts';
import type { Candidate, How, ImportPreview, Refusals } from './api.ts';

/** What says who wants no messages: the given answer, or what the preview has preselected. Null: nothing yet. */
export function answerOf({ candidates, columns, asks }: ImportPreview, given: Refusals | null): Refusals | null {
  if (given === 'none') return given;
  if (given !== null) {
    const known = [...candidates.map(({ name }) => name), ...columns.map(({ column }) => column)];
    // What the service does not find in these files cannot be shown, and so not be taken away.
    const isShown = (name: string) => known.some((one) => isSame(one, name)) || !asks?.includes(name);
    return Object.fromEntries(Object.entries(given).filter(([name]) => isShown(name)));
  }
  const preselected = candidates.filter((one) => one.preselected);
  if (preselected.length === 0) return null;
  return Object.fromEntries(preselected.map((one) => [one.name, firstReading(one)]));
}

/** How a candidate is read when it is ticked; an empty list: its cells are still to be ticked. */
export const firstReading = ({ about, how, proposal }: Candidate): How =>
  about === 'file' ? 'everybody' : (how ?? proposal ?? []);

/** By which name an answer has a column or file: its own goes before a similar one, as for the service. */
const nameIn = (answer: Refusals | null, name: string): string | undefined => {
  const names = answer === 'none' ? [] : Object.keys(answer ?? {});
  return names.find((one) => one === name) ?? names.find((one) => isSame(one, name));
};

/** How an answer reads a column or file; null: it does not name it. */
export const howIn = (answer: Refusals | null, name: string): How | null =>
  Object.entries(answer ?? {}).find(([one]) => one === nameIn(answer, name))?.[1] ?? null;

/** The answer with another reading of one column or file, or without it. */
export function withHow(answer: Refusals | null, name: string, how: How | null): Refusals {
  const own = nameIn(answer, name);
  const others = Object.entries(answer === 'none' ? {} : (answer ?? {})).filter(([other]) => other !== own);
  return Object.fromEntries(how === null ? others : [...others, [name, how]]);
}

/** Whether a reading says which people it means. */
export const isRead = (how: How): boolean => how.length > 0;

/** Whether two names or cells are one to the service. */
export const isSame = (one: string, other: string): boolean => foldedText(one) === foldedText(other);

/** Whether nothing is chosen. */
export const isEmpty = (answer: Refusals | null): boolean => Object.keys(answer ?? {}).length === 0;

/** Whether the question is answered: by names, each with its reading, or by "none of these". */
export const isAnswered = (answer: Refusals | null): answer is Refusals =>
  answer === 'none' || (answer !== null && !isEmpty(answer) && Object.values(answer).every(isRead));

/** A column that is no candidate, chosen by its name: how many say what is not counted. */
export const namedColumn = (name: string): Candidate => ({
  about: 'column',
  name,
  how: null,
  proposal: null,
  because: null,
  preselected: false,
  values: [],
  others: null,
  blank: 0,
});
