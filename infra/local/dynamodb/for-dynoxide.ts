import type { Intercept } from '../http/proxy.ts';
import { writtenTogether } from './batches.ts';
import { translatedStatements } from './statements.ts';
import type { StoredItems } from './stored-items.ts';

/**
 * Passes calls on in the form that dynoxide takes, or takes in less time: batches of statements and of writes.
 * @param stored - its file; without it, dynoxide is asked for what must be known of items
 */
export function forDynoxide(stored: StoredItems | null = null): Intercept {
  const [statements, batches] = [translatedStatements(stored), writtenTogether()];
  return (call, forward) => (call.operation === 'BatchWriteItem' ? batches : statements)(call, forward);
}
