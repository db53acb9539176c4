import { Button, LiveRegion, SpaceBetween } from '@cloudscape-design/components';
import { useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { useProblems, useTexts } from '../../common/texts/index.ts';
import { placesAfter } from './policy-order.ts';
import type { StoredPolicy } from './stored.ts';

interface Props {
  readonly policy: StoredPolicy;
  /** All that have a place, in their order. */
  readonly policies: readonly StoredPolicy[];
}

/** Moves a policy up or down in the list: a person is in the first one that takes him or her. */
export function OrderButtons({ policy, policies }: Props) {
  const { policyForm: texts } = useTexts();
  const problemOf = useProblems();
  const move = useMove(policies);
  const place = policies.findIndex(({ uuid }) => uuid === policy.uuid);
  const button = (by: -1 | 1) => (
    <Button
      variant="icon"
      iconName={by < 0 ? 'angle-up' : 'angle-down'}
      ariaLabel={(by < 0 ? texts.moveUp : texts.moveDown)({ name: policy.name })}
      disabled={policies[place + by] === undefined}
      // With a reason it keeps the focus.
      disabledReason={by < 0 ? texts.isFirst : texts.isLast}
      onClick={() => move.mutate({ uuid: policy.uuid, by })}
    />
  );
  return (
    <>
      <SpaceBetween direction="horizontal" size="xxs">
        {button(-1)}
        {button(1)}
      </SpaceBetween>
      <LiveRegion hidden>{move.isSuccess && texts.moved({ name: policy.name, place: place + 1 })}</LiveRegion>
      {move.error && <span role="alert">{problemOf(move.error)}</span>}
    </>
  );
}

function useMove(policies: readonly StoredPolicy[]) {
  const { api } = useSession();
  const invalidate = useInvalidate();
  return useMutation({
    async mutationFn({ uuid, by }: { readonly uuid: string; readonly by: -1 | 1 }) {
      for (const { uuid: one, position } of placesAfter(policies, uuid, by)) {
        const revision = policies.find((policy) => policy.uuid === one)?.revision ?? 0;
        await api.post('policies', { position, revision }, { uuid: one });
      }
    },
    onSettled: () => invalidate('policies'),
  });
}
