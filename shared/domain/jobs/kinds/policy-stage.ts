import { skipped } from '../../selection/verdict.ts';
import type { DeclaredKind } from './kind.ts';

/** Marks contacts with a stage of a policy, which history, the bus and webhooks tell, and perhaps flags them. */
interface PolicyStage {
  readonly type: 'policy_stage';
  readonly flags?: true;
}

export const policyStage: DeclaredKind<PolicyStage> = {
  type: 'policy_stage',
  operation: {
    type: 'modify',
    /** The mark itself comes with every job of a policy (`rules.ts`). */
    modifiers(contact, { work: { flags } }, { now }) {
      if (contact.status !== 'active') return skipped('not_active');
      return flags ? [{ type: 'dormant', since: now }] : [];
    },
  },
  does: ({ flags }) => (flags ? 'flag' : 'take_step'),
  target: () => ({}),
  refuseUndo: null,
  via: 'sweep',
  steeredBy: 'administrators',
};
