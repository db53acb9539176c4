/**
 * The progress of imports that are pulled from elsewhere, in the workspace table.
 *
 *   J#<workspace>   PULL#<import>   a Pull, who asked for it, and the source's token, sealed (seal.ts)
 */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ImportId, WorkspaceId } from '../../domain/ids.ts';
import type { Pull } from '../../domain/imports/textit/pull.ts';
import { addDays } from '../../domain/instant.ts';
import { type Data, equals, getItem, isAbsent, put, write } from '../dynamo/index.ts';
import type { NewJob } from '../jobs/index.ts';

const KEPT_DAYS = 90;
const pullKey = (workspace: WorkspaceId, uuid: ImportId) => ({ pk: `J#${workspace}`, sk: `PULL#${uuid}` });

export interface StoredPull {
  readonly pull: Pull;
  /** Null once it is not needed any more. */
  readonly sealed: string | null;
  readonly asked: Pick<NewJob, 'createdBy' | 'creator' | 'origin'>;
  /** Counts changes: of several at once, one succeeds. */
  readonly version: number;
}

/** 1 read unit for 4 KB. */
export async function readPull(data: Data, workspace: WorkspaceId, uuid: ImportId): Promise<StoredPull | null> {
  const item = await getItem<StoredPull>(data, 'workspace', pullKey(workspace, uuid), { consistent: true });
  return item && { pull: item.pull, sealed: item.sealed, asked: item.asked, version: item.version };
}

/** Stores the progress; false when it has changed since it was read, or exists already. 1 write unit for a KB. */
export const savePull = (
  data: Data,
  workspace: WorkspaceId,
  uuid: ImportId,
  { version, ...stored }: StoredPull,
): Promise<boolean> =>
  write(
    data,
    put(
      'workspace',
      { ...pullKey(workspace, uuid), ...stored, version: version + 1, ttl: keptUntil(stored.pull) },
      version === 0 ? isAbsent : equals('version', version),
    ),
  );

const keptUntil = ({ startedOn }: Pull): number => Math.floor(addDays(startedOn, KEPT_DAYS) / 1_000_000);

/** Seals a secret so that no backup of the tables has it: its key is only in the queue's messages. */
export function seal(secret: string): { readonly sealed: string; readonly key: string } {
  const key = randomBytes(32);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return { sealed: Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64'), key: key.toString('base64') };
}

/** The secret; null when the key is wrong. */
export function unseal(sealed: string, key: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
