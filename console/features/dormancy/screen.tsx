import { Box, Button, KeyValuePairs } from '@cloudscape-design/components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionSheet, type Task } from '../../common/actions/index.ts';
import { useSession } from '../../common/api/index.ts';
import { FailedScreen, Loading, Screen, Section, useSettled } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { quietQuery } from './quiet-query.ts';
import { Sweeps } from './sweeps.tsx';
import { type DormancyProps, Threshold } from './threshold.tsx';

export default function DormancyScreen() {
  const { api, me } = useSession();
  const [days, setDays] = useState(me.workspace.dormancy_days);
  const asked = useSettled(days, SETTLED_MS);
  const found = useQuery({
    queryKey: ['dormancy', asked],
    queryFn: () => api.get('dormancy', { days: String(asked) }),
    placeholderData: keepPreviousData,
  });
  if (found.error) return <FailedScreen error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return <Page dormancy={found.data} days={days} onDays={setDays} />;
}

/** Milliseconds without a move before the contacts are counted, because each count costs money. */
const SETTLED_MS = 300;

function Page({ dormancy, days, onDays }: DormancyProps) {
  const { shell, words, dormancy: texts } = useTexts();
  const { may } = useSession();
  const { number } = useFormats();
  const [task, setTask] = useState<Task | null>(null);
  const count = dormancy.not_seen.find((one) => one.days === days)?.count;
  const usual = [30, 60, 90, 180, 365].flatMap((one) => dormancy.not_seen.filter((seen) => seen.days === one));
  const archive = () =>
    setTask({
      action: 'archive',
      selection: { folder: 'active', query: quietQuery(days) },
      count: null,
      place: { type: 'folder', folder: 'active' },
    });
  return (
    <Screen
      title={shell.dormancy}
      description={texts.hint({ count: dormancy.dormancy_days })}
      actions={
        may('edit') && (
          <Button
            variant="primary"
            disabled={count === 0}
            {...(count === 0 && { disabledReason: texts.nobodyQuiet })}
            onClick={archive}
          >
            {texts.archive({ count: days })}
          </Button>
        )
      }
    >
      <Section title={texts.chart}>
        <Threshold dormancy={dormancy} days={days} onDays={onDays} />
        <Box fontSize="heading-m">
          {count === undefined ? words.counting : texts.quiet({ people: count, shown: number(count), count: days })}
        </Box>
      </Section>
      <Section title={texts.notSeen}>
        <KeyValuePairs
          columns={4}
          items={usual.map((one) => ({
            label: texts.days({ count: one.days }),
            value: <Box fontSize="heading-l">{number(one.count)}</Box>,
          }))}
        />
      </Section>
      <Sweeps dormancy={dormancy} />
      {task && <ActionSheet task={task} onClose={() => setTask(null)} />}
    </Screen>
  );
}
