import { appendAudit } from '../../data/workspace/index.ts';
import type { AuditNote } from '../../domain/audit.ts';
import type { RequestContext } from '../http/endpoint.ts';

/** For a write that changes contacts or what describes them, which history or its own list shows. */
export const unaudited = (): null => null;

/** Appends what a request has done to the audit log of its workspace. */
export async function noteDone(note: AuditNote | null, { runtime, caller, from }: RequestContext): Promise<void> {
  if (note === null) return;
  const by = { kind: caller.kind, id: caller.id, name: caller.name };
  await appendAudit(runtime.data, caller.workspace, note, { at: runtime.now(), by, from });
}
