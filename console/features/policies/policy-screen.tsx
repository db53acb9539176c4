import { Alert, Button, KeyValuePairs, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { Link } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import {
  AlertBox,
  FailedScreen,
  ListTable,
  Loading,
  NotFound,
  Screen,
  Section,
} from '../../common/components/index.ts';
import { BrakeReasons } from '../../common/jobs/index.ts';
import { draftOf } from './draft-body.ts';
import { EditPolicy } from './edit-policy.tsx';
import { NightsSection } from './nights-section.tsx';
import { PolicyState } from './policies-list.tsx';
import { PolicyActions } from './policy-actions.tsx';
import { PolicyLine } from './policy-line.tsx';
import { UntoldAlert } from './policy-preview.tsx';
import { differencesOf, factsOf, stageWords, useWords } from './rules-words.ts';
import { SavePolicy } from './save-policy.tsx';
import { type StoredPolicy, usePolicy, type Version, type Waiting } from './stored.ts';

/** A kept policy: what it says, what it does by night, what waits, and its versions. */
export default function PolicyScreen({ uuid }: { readonly uuid: string }) {
  const found = usePolicy(uuid);
  const [editing, setEditing] = useState(false);
  const { may } = useSession();
  if (found.error && !found.data) return <FailedScreen error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  if (found.data === null) return <NotFound />;
  const policy = found.data;
  return (
    <Screen
      title={<bdi>{policy.name}</bdi>}
      actions={may('administer') && <PolicyActions policy={policy} onEdit={() => setEditing(true)} />}
    >
      <UnheardAlerts unheard={policy.unheard ?? []} />
      {policy.untold && <UntoldAlert />}
      <LoosenedAlerts policy={policy} />
      <WaitingSection policy={policy} />
      {editing ? <EditPolicy policy={policy} onClose={() => setEditing(false)} /> : <Says policy={policy} />}
      <NightsSection policy={policy} />
      <VersionsSection policy={policy} />
    </Screen>
  );
}

function Says({ policy }: { readonly policy: StoredPolicy }) {
  const words = useWords();
  const { words: common, storedPolicies: texts } = words.texts;
  return (
    <Section title={texts.says}>
      <PolicyLine stages={policy.stages} simulation={null} />
      <KeyValuePairs
        columns={3}
        items={[
          {
            label: common.state,
            value: (
              <SpaceBetween size="xxs">
                <PolicyState state={policy.state} />
                {texts.stateHints[policy.state]}
              </SpaceBetween>
            ),
          },
          ...factsOf(policy, words).map(({ what, said }) => ({ label: what, value: <bdi>{said}</bdi> })),
        ]}
      />
    </Section>
  );
}

/** By what nobody is heard, so that nothing is done by the last sign of life. */
function UnheardAlerts({ unheard }: Required<Pick<StoredPolicy, 'unheard'>>) {
  const { formats, texts } = useWords();
  return unheard.map(({ since, channel }) => (
    <Alert key={channel?.uuid ?? ''} type="warning">
      <bdi>
        {texts.storedPolicies.unheard({
          since: formats.day(`${since}T12:00:00Z`),
          channel: channel?.name ?? texts.storedPolicies.unheardApi,
        })}
      </bdi>
    </Alert>
  ));
}

/** From when a looser version acts, and a change that another administrator has to ask for too. */
function LoosenedAlerts({ policy }: { readonly policy: StoredPolicy }) {
  const { me, may } = useSession();
  const words = useWords();
  const [agreeing, setAgreeing] = useState(false);
  const { texts, formats } = words;
  const { acts_from: from, proposed } = policy;
  const day = from === null ? null : `${from}T12:00:00Z`;
  return (
    <>
      {day !== null && Date.parse(day) > Date.now() && (
        <Alert type="info">{texts.storedPolicies.actsFrom({ day: formats.day(day) })}</Alert>
      )}
      {proposed && (
        <AlertBox
          type="warning"
          header={texts.settings.proposedBy({ name: proposed.by.name ?? '', until: formats.moment(proposed.until) })}
          action={
            may('administer') &&
            me.who.uuid !== proposed.by.uuid &&
            policy.state === 'on' && <Button onClick={() => setAgreeing(true)}>{texts.settings.agree}</Button>
          }
        >
          <bdi>{differencesOf(policy, proposed, words).join(', ')}</bdi>
        </AlertBox>
      )}
      {agreeing && proposed && (
        <SavePolicy
          draft={draftOf(proposed)}
          policy={policy}
          onSaved={() => setAgreeing(false)}
          onClose={() => setAgreeing(false)}
        />
      )}
    </>
  );
}

/** The jobs of a policy that have not ended, and why. They are decided on their own screen. */
function WaitingSection({ policy }: { readonly policy: StoredPolicy }) {
  const words = useWords();
  const { storedPolicies: texts } = words.texts;
  const { waiting = [] } = policy;
  if (waiting.length === 0) return null;
  const stageOf = (key: string) => {
    const stage = policy.stages.find((one) => one.key === key);
    return stage ? stageWords(stage, words) : key;
  };
  return (
    <Section title={texts.waiting}>
      {waiting.map((one) => (
        <Alert key={one.job} type={isAsking(one) ? 'warning' : 'info'}>
          {reasonOf(one, stageOf(one.stage), words)}{' '}
          <Link href={`/jobs/${one.job}`}>{isAsking(one) ? texts.decide : texts.job}</Link>
          <BrakeReasons reasons={one.reasons} />
        </Alert>
      ))}
    </Section>
  );
}

const isAsking = ({ status }: Waiting): boolean => status === 'awaiting_approval';

function reasonOf(one: Waiting, step: string, { texts, formats: { number } }: ReturnType<typeof useWords>): string {
  const { storedPolicies: words } = texts;
  const { contacts, most, taken = contacts } = one;
  if (!isAsking(one)) return words.underWay({ step });
  if (contacts === null || most === null || taken === null || taken <= most) return words.needsDecision({ step });
  const count = words.people({ count: contacts, shown: number(contacts) });
  if (one.taken === undefined) return words.brakeReason({ step, count, most: number(most) });
  return words.brakeTaken({ step, count, taken: number(one.taken), most: number(most) });
}

/** All versions of a policy, the newest first, each with what it changed. */
function VersionsSection({ policy }: { readonly policy: StoredPolicy }) {
  const words = useWords();
  const { storedPolicies: texts } = words.texts;
  const versions = (policy.versions ?? []).toSorted((a, b) => b.version - a.version);
  const wordsOf = (one: Version) =>
    changesOf(
      versions.find(({ version }) => version === one.version - 1),
      one,
      words,
    );
  return (
    <ListTable<Version>
      title={texts.versions}
      isPart
      wraps
      items={versions}
      trackBy={({ version }) => String(version)}
      columns={[
        { id: 'version', header: texts.versions, isRowHeader: true, cell: ({ version }) => texts.version({ version }) },
        {
          id: 'made',
          header: texts.made,
          cell: ({ on, by }) => texts.versionBy({ day: words.formats.moment(on), who: by.name ?? texts.aProgram }),
        },
        {
          id: 'changes',
          header: texts.changes,
          cell: (one) => wordsOf(one).map((change) => <div key={change}>{change}</div>),
        },
      ]}
      narrow={['version', 'changes']}
    />
  );
}

/** What a version says in other words than the one before it. */
function changesOf(before: Version | undefined, after: Version, words: ReturnType<typeof useWords>) {
  const { storedPolicies: texts } = words.texts;
  if (before === undefined) return [texts.firstVersion];
  const changed = differencesOf(before, after, words);
  return changed.length === 0 ? [texts.sameRules] : changed;
}
