import { type Coded, Refusal } from '../api/index.ts';
import type { Texts } from './catalogue.ts';
import { queryProblem } from './query-problem.ts';
import { refusalText } from './refusals.ts';
import { useTexts } from './texts.tsx';

/** Seconds to wait where an answer does not say how long. */
const A_WHILE = 60;

/** Seconds below two minutes, minutes from there on. */
const timeOf = (seconds: number) => ({ seconds, minutes: seconds < 120 ? 0 : Math.ceil(seconds / 60) });

/** Whether a body says what is wrong with a search. */
export const isOfQuery = (body: Refusal['body']): body is Refusal['body'] & Parameters<typeof queryProblem>[0] =>
  typeof body['hint'] === 'string';

/** An error in the user's language; in the service's words only for the codes of a newer service. */
function problemOf(error: unknown, { session, shell, refusals, query }: Texts): string {
  if (!(error instanceof Refusal)) return shell.failed;
  if (error.status === 0) return session.unreachable;
  const seconds = error.retryAfter ?? A_WHILE;
  if (error.status === 429) return session.tooMany(timeOf(seconds));
  if (isOfQuery(error.body)) return queryProblem(error.body, query);
  // What stands before the service, and a fault of the service, have no words of ours.
  if (error.status >= 500 && error.codes === undefined)
    return error.status === 500 ? session.broken : session.busy(timeOf(seconds));
  return sentences(error.body, error.codes, refusals).join(' ') || error.message;
}

export function useProblems(): (error: unknown) => string {
  const texts = useTexts();
  return (error) => problemOf(error, texts);
}

/** What an error says about one field or a part of it; empty for nothing. */
export function problemAt(error: unknown, [field, part]: readonly [string, string?], { refusals }: Texts): string {
  if (!(error instanceof Refusal)) return '';
  const said = (body: unknown, codes: unknown): string[] => {
    const value = within(body, field);
    const code = within(codes, field);
    if (part === undefined || Array.isArray(value)) return sentences(value, code, refusals);
    return sentences(within(value, part), within(code, part), refusals);
  };
  const { body, codes } = error;
  return [...said(body, codes), ...said(body['hint'], within(codes, 'hint'))].join(' ');
}

const within = (value: unknown, key: string): unknown =>
  (value as Readonly<Record<string, unknown>> | undefined)?.[key];

interface ServiceTextProps {
  readonly text: string;
  readonly code: Coded | undefined;
  /** What the text names first, and its code does not. */
  readonly of?: string | null;
}

/** A sentence of the service, in the user's language; in English for the code of a newer service. */
export function ServiceText({ text, code, of = null }: ServiceTextProps) {
  const { refusals, shell } = useTexts();
  const said = code && refusalText(refusals, code);
  const own = said !== undefined && of !== null ? shell.saidOf({ name: of, what: said }) : said;
  return (
    <span dir="auto" {...(own === undefined && { lang: 'en' })}>
      {own ?? text}
    </span>
  );
}

/** The contact that a refusal speaks of, such as the one that has an address already. */
export function contactIn(codes: unknown): string | null {
  if (typeof codes !== 'object' || codes === null) return null;
  if ('code' in codes) return (codes as Coded).data['contact'] ?? null;
  return Object.values(codes).reduce<string | null>((found, one) => found ?? contactIn(one), null);
}

/** The sentences of a refusal or a part of it, in the user's language. */
function sentences(value: unknown, codes: unknown, refusals: Texts['refusals']): string[] {
  if (typeof value === 'string') {
    return [(codes === undefined ? undefined : refusalText(refusals, codes as Coded)) ?? value];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => sentences(part, within(codes, key), refusals));
}
