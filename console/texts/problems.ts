import { Refusal } from '../api/client.ts';
import { type Texts, useTexts } from './texts.tsx';

/** What to say of an error: of what never reached the service, or was too much for it, in the reader's language; else in the service's words. */
export function problemOf(error: unknown, { session, shell }: Texts): string {
  if (!(error instanceof Refusal)) return shell.failed;
  if (error.status === 0) return session.unreachable;
  if (error.status === 429) return session.tooMany(error.retryAfter ?? 60);
  return error.message;
}

export function useProblems(): (error: unknown) => string {
  const texts = useTexts();
  return (error) => problemOf(error, texts);
}
