/** How columns and files are read that may say who wants no messages (ADR 039). */
import {
  ALL_OF_IT,
  type Candidate,
  type DeclaredRefusals,
  type HowOfColumn,
  howOfColumn,
  refusingBy,
} from '../refusals.ts';
import { isRefusingTarget, type RefusingRead, type TargetText } from '../target.ts';
import { type ConsentCounter, type ConsentTally, consentColumn, consentFile, speaksOut } from './recognise.ts';

interface ColumnGiven {
  readonly column: string;
  /** What its cells say; null: the format of the file tells what it is. */
  readonly tally: ConsentCounter | null;
  /** Its target by name alone. */
  readonly guess: TargetText;
  /** The target that a person chose; undefined: nobody did. */
  readonly mapped: TargetText | undefined;
  /** A field or group of another workspace, which is never made an opt-out unasked. */
  readonly foreign: boolean;
  /** How it says for certain who wants no messages, by the format of a file; null: nothing is certain. */
  readonly certain: RefusingRead | null;
  /** How the last import with the same columns was told to read it; null: it was not. */
  readonly before: HowOfColumn | null;
  /** Rows without it. */
  readonly absent: number;
  readonly refusals: DeclaredRefusals | null;
}

interface DecidedColumn {
  /** What it becomes. What only says who wants no messages becomes nothing else. */
  readonly target: TargetText;
  readonly refusing: readonly RefusingRead[];
  readonly candidate: Candidate | null;
}

/** Decides about a column when all its cells are known. */
export function decideColumn(given: ColumnGiven): DecidedColumn {
  const { column, guess, mapped, certain, refusals } = given;
  const { tally } = given;
  const proposed = tally && (lastTime(given) ?? proposalFor(given, tally));
  const preselected = proposed?.preselected ? proposed.proposal : null;
  const how = refusals === null ? preselected : howOfColumn(refusals, column);
  const isRead = how !== null && typeof how === 'string';
  return {
    target: mapped ?? (isRead || isRefusingTarget(guess) ? 'ignore' : guess),
    refusing: [...(how === null ? [] : [refusingBy(how)]), ...(certain === null || certain === how ? [] : [certain])],
    candidate:
      tally && proposed
        ? { about: 'column', name: column, how, ...proposed, ...tally.shown, blank: tally.counts.blank + given.absent }
        : null,
  };
}

interface Proposed extends Pick<Candidate, 'because' | 'preselected'> {
  readonly proposal: HowOfColumn | null;
}

const lastTime = ({ before }: ColumnGiven): Proposed | null =>
  before && { proposal: before, because: 'before', preselected: true };

/** What a column may say of messages, by words and by the shape of its cells; null: nothing. */
function proposalFor({ column, guess, mapped, foreign, absent }: ColumnGiven, tally: ConsentCounter): Proposed | null {
  if (isSilent(guess, tally.counts)) return null;
  const found = consentColumn(column, tally.counts);
  if (found !== null) {
    const { because, isSure } = found;
    const { refusing } = tally;
    const proposal = because === 'values' && refusing.length > 0 ? refusing : found.proposal;
    if (mapped !== undefined || foreign) return { proposal, because, preselected: false };
    if (isRefusingTarget(guess) && isReadable(guess, tally.counts))
      return { proposal: guess, because, preselected: true };
    return { proposal, because, preselected: isSure };
  }
  if (isRefusingTarget(guess)) {
    const preselected = mapped === undefined && !foreign;
    return { proposal: guess, because: 'name', preselected };
  }
  if (!tally.isAnswer(absent)) return null;
  return { proposal: tally.isTimes ? 'opted_out_on' : null, because: 'shape', preselected: false };
}

/** Targets whose cells say nothing of consent. */
const SILENT = ['uuid', 'language', 'created_on', 'last_seen_on', 'dormant_since', 'opt_outs_as_of'];

/** A column of addresses has no answers in it: `WhatsApp` may ask whether there is one. */
const isSilent = (guess: TargetText, tally: ConsentTally): boolean =>
  SILENT.includes(guess) || (guess.startsWith('urn') && tally.yes + tally.no === 0 && !speaksOut(tally));

const isReadable = (guess: TargetText, { other, time }: ConsentTally): boolean =>
  guess === 'opted_out_on' || (other === 0 && (time === 0 || guess === 'opt_out'));

interface FileGiven {
  readonly name: string;
  /** Its own name: of a sheet, without that of its file. */
  readonly title: string;
  /** Whether it is declared that everybody in it wants no messages; null: nothing is declared. */
  readonly declared: boolean | null;
}

/** Whether everybody in a file, archive entry or sheet wants no messages, and what its name says of that. */
export function decideFile({ name, title, declared }: FileGiven): Candidate {
  const says = consentFile(name) || consentFile(title);
  const preselected = says && (isSure(name) || isSure(title));
  return {
    about: 'file',
    name,
    how: (declared ?? preselected) ? ALL_OF_IT : null,
    proposal: says ? ALL_OF_IT : null,
    because: says ? 'name' : null,
    preselected,
    values: [],
    others: 0,
    blank: 0,
  };
}

/** Mailchimp's names of lists. */
export const isSure = (name: string): boolean =>
  /^(?:unsubscribed|opted[-_ ]?out)/i.test(name.split(/[/\\]/).at(-1) ?? '');

/** First what is preselected, then what its words recommend, then columns by their cells, then files. */
export const inOrderOfProbability = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.toSorted((one, other) => rankOf(one) - rankOf(other));

const rankOf = ({ about, because, preselected }: Candidate): number => {
  if (preselected) return 0;
  if (because === 'shape') return 2;
  return because === null && about === 'file' ? 3 : 1;
};
