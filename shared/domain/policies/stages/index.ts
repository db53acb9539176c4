import type { StageRule, StageType } from '../stage-rule.ts';
import { policyAddToGroup } from './add-to-group.ts';
import { policyArchive } from './archive.ts';
import { policyDelete } from './delete.ts';
import { policyFlag } from './flag.ts';
import type { StageKind } from './stage.ts';
import { policyStartFlow } from './start-flow.ts';
import { policyStopSending } from './stop-sending.ts';
import { policyTell } from './tell.ts';

export type { StageKind, StagePlace } from './stage.ts';

/** Every type of stage, one file each. A type without its file does not compile. */
const STAGES = {
  flag: policyFlag,
  start_flow: policyStartFlow,
  add_to_group: policyAddToGroup,
  tell: policyTell,
  stop_sending: policyStopSending,
  archive: policyArchive,
  delete: policyDelete,
} as const satisfies { readonly [Type in StageType]: StageKind<Type> };

/** The type of a stored stage. One of a later release throws, so that no night guesses what it means. */
export function stageOf({ do: type }: Pick<StageRule, 'do'>): StageKind {
  if (!Object.hasOwn(STAGES, type)) throw new TypeError(`Unknown stage: ${type}`);
  return STAGES[type];
}
