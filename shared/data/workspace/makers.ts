import type { WorkspaceId } from '../../domain/ids.ts';
import type { Caller } from '../../domain/workspace.ts';
import { errorNamed } from '../../query/error-named.ts';
import { allOf, equals, lacks, update, type Write } from '../dynamo/index.ts';
import { workspacePk } from './items.ts';

/** Who makes a token or an invitation. */
export type Maker = Pick<Caller, 'kind' | 'id' | 'name' | 'role'>;

/** The maker was removed, or got another role, after the request had begun. */
export class MakerGoneError extends errorNamed('MakerGoneError') {}

/** Its condition fails for somebody who is gone or has another role by now: what they make would outlive that. */
export const stillMay = (workspace: WorkspaceId, { kind, id, role }: Maker): Write =>
  update(
    'workspace',
    { pk: workspacePk(workspace), sk: `${kind === 'person' ? 'TEAM' : 'TOKEN'}#${id}` },
    { set: { role } },
    allOf(equals('role', role), lacks('removedOn'), lacks('revokedOn')),
  );
