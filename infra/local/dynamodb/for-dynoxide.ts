import type { Intercept } from '../http/proxy.ts';
import { writtenTogether } from './batches.ts';
import { translatedStatements } from './statements.ts';

/** Passes calls on in the form that dynoxide takes, or takes in less time: batches of statements and of writes. */
export function forDynoxide(): Intercept {
  const statements = translatedStatements();
  const batches = writtenTogether();
  return (call, forward) => (call.operation === 'BatchWriteItem' ? batches : statements)(call, forward);
}
