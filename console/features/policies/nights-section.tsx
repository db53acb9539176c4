import { Box, SpaceBetween } from '@cloudscape-design/components';
import { Link } from 'wouter';
import { ListTable } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { PeopleSample } from './people-sample.tsx';
import { stageWords, useWords } from './rules-words.ts';
import type { Night, StoredPolicy } from './stored.ts';

type NightStage = Night['stages'][number];

/** What each step took by night, or in shadow would have taken, with some of the people. */
export function NightsSection({ policy }: { readonly policy: StoredPolicy }) {
  const words = useWords();
  const { day } = useFormats();
  const { words: common, storedPolicies: texts } = words.texts;
  const versions = policy.versions ?? [];
  const [newest] = policy.nights ?? [];
  const nameOf = (night: Night, key: string) => {
    const { stages } = versions.find(({ version }) => version === night.version) ?? policy;
    const stage = stages.find((one) => one.key === key);
    return stage ? stageWords(stage, words) : key;
  };
  return (
    <ListTable<Night>
      title={texts.nights}
      description={texts.nightsHint}
      isPart
      wraps
      items={policy.nights ?? []}
      trackBy="day"
      columns={[
        { id: 'night', header: texts.night, isRowHeader: true, cell: (night) => day(`${night.day}T12:00:00Z`) },
        { id: 'state', header: common.state, cell: (night) => texts.states[night.state] },
        {
          id: 'steps',
          header: texts.steps,
          cell: (night) => (
            <SpaceBetween size="xxs">
              {night.stages.map((stage) => (
                <div key={stage.stage}>
                  <StageResult stage={stage} name={nameOf(night, stage.stage)} />
                  {night === newest && <FirstNight stage={stage} />}
                </div>
              ))}
            </SpaceBetween>
          ),
        },
      ]}
      narrow={['night', 'steps']}
      empty={texts.noNights}
    />
  );
}

/** What the number of a shadow says of the first real night. */
function FirstNight({ stage: { first_night } }: { readonly stage: NightStage }) {
  const { storedPolicies: texts } = useTexts();
  return first_night === null ? null : <Box color="text-body-secondary">{texts.firstNights[first_night]}</Box>;
}

function StageResult({ stage, name }: { readonly stage: NightStage; readonly name: string }) {
  const words = useWords();
  const { storedPolicies: texts } = words.texts;
  const { number } = words.formats;
  const { job, waits, contacts, estimated, sample } = stage;
  const people = contacts ? texts.people({ count: contacts, shown: number(contacts) }) : texts.nothing;
  return (
    <div>
      {name}:{' '}
      {job !== null ? (
        <Link href={`/jobs/${job}`}>{texts.job}</Link>
      ) : waits ? (
        texts.waitsEarlier
      ) : estimated ? (
        texts.about({ shown: people })
      ) : (
        people
      )}
      <PeopleSample people={sample} step={name} />
    </div>
  );
}
