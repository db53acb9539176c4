import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Fifty writers to one settings item get through well before this; DynamoDB does not queue them, and the SDK does not retry. */
const ATTEMPTS = 15;
const LONGEST_WAIT_MS = 500;

export type Transacted = { readonly ok: true } | { readonly ok: false; readonly failed: readonly boolean[] };

/**
 * Writes all items or none. `failed[i]` is true when the condition of item i did not hold.
 * A conflict with another transaction is tried again after a random wait; what else goes wrong is thrown.
 */
export async function transact(data: Data, items: TransactItem[]): Promise<Transacted> {
  for (let attempt = 1; ; attempt++) {
    try {
      await data.documents.send(new TransactWriteCommand({ TransactItems: items }));
      return { ok: true };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
      if (codes.includes('ConditionalCheckFailed')) {
        return { ok: false, failed: codes.map((code) => code === 'ConditionalCheckFailed') };
      }
      if (!codes.includes('TransactionConflict') || attempt === ATTEMPTS) throw error;
      await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, 10 * 2 ** attempt));
    }
  }
}
