import { Button, LiveRegion, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { Link } from 'wouter';
import { useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { ListTable } from '../../common/components/index.ts';
import { useFormats, useProblems, useTexts } from '../../common/texts/index.ts';
import { placesAfter } from './policy-order.ts';
import { stepsOf, useWords } from './rules-words.ts';
import { type Night, type State, type StoredPolicy, usePolicies, usePolicy } from './stored.ts';

interface Props {
  readonly policy: StoredPolicy;
  /** All that have a place, in their order. */
  readonly policies: readonly StoredPolicy[];
}

/** The kept policies in their order, with what each is doing. */
export function PoliciesList() {
  const words = useWords();
  const { words: common, storedPolicies: texts, policyForm } = words.texts;
  const policies = usePolicies();
  const { may } = useSession();
  const items = policies.data ?? [];
  const own = items.filter(({ builtin }) => !builtin);
  const none = may('administer') ? texts.none : texts.noneToOthers;
  return (
    <ListTable<StoredPolicy>
      title={texts.title}
      description={own.length > 0 || policies.isPending ? texts.hint : none}
      isPart
      wraps
      items={items}
      read={policies}
      trackBy="uuid"
      columns={[
        {
          id: 'name',
          header: common.name,
          isRowHeader: true,
          cell: ({ uuid, name, builtin }) => (
            <Link href={builtin ? '/settings' : `/policies/${uuid}`} className="cell-text" dir="auto">
              {builtin ? texts.builtIn : name}
            </Link>
          ),
        },
        { id: 'state', header: common.state, cell: ({ state }) => <PolicyState state={state} /> },
        { id: 'steps', header: texts.steps, cell: (policy) => stepsOf(policy, words).join(', ') },
        {
          id: 'night',
          header: texts.lastNight,
          cell: ({ uuid, builtin }) => (builtin ? null : <LastNight uuid={uuid} />),
        },
        ...(own.length < 2 || !may('administer')
          ? []
          : [
              {
                id: 'order',
                header: policyForm.order,
                cell: (policy: StoredPolicy) =>
                  policy.builtin ? null : <OrderButtons policy={policy} policies={own} />,
              },
            ]),
      ]}
      narrow={['name', 'state', 'order']}
    />
  );
}

const SIGNS = { shadow: 'info', on: 'success', off: 'stopped' } as const;

export function PolicyState({ state }: { readonly state: State }) {
  const { storedPolicies: texts } = useTexts();
  return <StatusIndicator type={SIGNS[state]}>{texts.states[state]}</StatusIndicator>;
}

/** What the newest night did or would have done, and whether something waits for a person. */
function LastNight({ uuid }: { readonly uuid: string }) {
  const { storedPolicies: texts } = useTexts();
  const { number, day } = useFormats();
  const policy = usePolicy(uuid).data;
  if (!policy) return null;
  if (policy.waiting?.some(({ status }) => status === 'awaiting_approval'))
    return <StatusIndicator type="warning">{texts.waits}</StatusIndicator>;
  const [night] = policy.nights ?? [];
  if (night === undefined) return texts.noNight;
  return texts.onNight({ day: day(`${night.day}T12:00:00Z`), what: resultOf(night) });

  function resultOf({ state, stages }: Night): string {
    if (state !== 'shadow') return texts.started({ count: stages.filter(({ job }) => job !== null).length });
    const total = stages.reduce((sum, { contacts }) => sum + (contacts ?? 0), 0);
    return texts.wouldHave({ count: total, shown: number(total) });
  }
}

/** Moves a policy up or down in the list: a person is in the first one that takes him or her. */
function OrderButtons({ policy, policies }: Props) {
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
