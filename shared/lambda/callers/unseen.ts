import { addUnseen, takeBackUnseen } from '../../data/limits/index.ts';
import { type ApprovalKind, approvalLimit } from '../../domain/approvals.ts';
import { personBehind } from '../../domain/workspace.ts';
import type { RequestContext } from '../http/endpoint.ts';
import { refuse } from '../http/errors.ts';

/**
 * Throws 403 when a request, with all that the same person did in the last 24 hours, needs a second person: a request
 * cannot wait for one, a job can. Otherwise it counts. 1 write and 1 read unit, in workspaces with a limit.
 */
export async function requireUnseen(
  kind: ApprovalKind,
  contacts: number,
  { runtime, caller, assets, now }: Pick<RequestContext, 'runtime' | 'caller' | 'assets' | 'now'>,
): Promise<void> {
  const limit = approvalLimit(assets.settings, kind);
  if (limit === null || contacts === 0) return;
  const work = { workspace: caller.workspace, by: personBehind(caller), kind, now };
  if (contacts <= limit) {
    if ((await addUnseen(runtime.data, work, contacts)) <= limit) return;
    await takeBackUnseen(runtime.data, work, contacts);
  }
  throw refuse({ code: 'approval_needed', most: limit }, 403);
}
