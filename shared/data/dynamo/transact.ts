import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';
import { COLLISIONS, CONFLICT, retryOnConflict } from './retry.ts';
import { retryWithinLimit } from './retry-limit.ts';
import { asUnstorable, UnstorableError } from './unstorable.ts';
import { requestOf, type Write } from './write.ts';

/** `failed[i]` is true when the condition of write i did not hold. */
type Transacted = { readonly ok: true } | { readonly ok: false; readonly failed: readonly boolean[] };

/** Writes all or nothing; `token` makes repeats safe. Throws UnstorableError, ContentionError after 15 collisions. */
export const transact = (data: Data, writes: readonly Write[]): Promise<Transacted> =>
  retryOnConflict<Transacted>(COLLISIONS, `a transaction of ${writes.length}`, async () => {
    try {
      const TransactItems = writes.map((one) => requestOf(data, one));
      const request = { TransactItems, ClientRequestToken: randomUUID() };
      await retryWithinLimit(() => data.documents.send(new TransactWriteCommand(request)));
      return { ok: true };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw asUnstorable(error);
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
      const failed = codes.map((code) => code === 'ConditionalCheckFailed');
      if (failed.includes(true)) return { ok: false, failed };
      if (codes.includes('TransactionConflict')) return CONFLICT;
      if (codes.includes('ValidationError'))
        throw new UnstorableError('no_form', { code: 'no_form' }, { cause: error });
      throw error;
    }
  });
