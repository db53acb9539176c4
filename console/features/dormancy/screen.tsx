import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Task } from '../../common/actions/task.ts';
import { useSession } from '../../common/api/session.ts';
import type { Dormancy } from '../../common/api/types.ts';
import { FailedScreen } from '../../common/components/failed-screen.tsx';
import { Loading } from '../../common/components/loading-screen.tsx';
import { Section } from '../../common/components/section.tsx';
import { useFormats } from '../../common/texts/formats.ts';
import { useTexts } from '../../common/texts/texts.tsx';
import { quietQuery } from './quiet-query.ts';
import { Sweeps } from './sweeps.tsx';
import { Threshold } from './threshold.tsx';

const ActionSheet = lazy(() => import('../../common/actions/action-sheet.tsx'));

/** Who has gone quiet, for how long; and from there, archiving them. */
export default function DormancyScreen() {
  const { api, me } = useSession();
  const [days, setDays] = useState(me.workspace.dormancy_days);
  const asked = useSettled(days);
  const found = useQuery({
    queryKey: ['dormancy', asked],
    queryFn: () => api.get('dormancy', { days: String(asked) }),
    placeholderData: keepPreviousData,
  });
  if (found.error) return <FailedScreen error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return <Page dormancy={found.data} days={days} onDays={setDays} />;
}

/** Milliseconds without a move after which a line has been put somewhere: each count is read from the index, and paid. */
const SETTLED_MS = 300;

function useSettled(value: number): number {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

interface Props {
  readonly dormancy: Dormancy;
  readonly days: number;
  readonly onDays: (days: number) => void;
}

function Page({ dormancy, days, onDays }: Props) {
  const { dormancy: texts } = useTexts();
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
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={texts.hint(dormancy.dormancy_days)}
        actions={
          may('edit') && (
            <Button variant="primary" onClick={archive}>
              {texts.archive(days)}
            </Button>
          )
        }
      >
        {texts.title}
      </Header>
      <Section title={texts.chart}>
        <Threshold dormancy={dormancy} days={days} onDays={onDays} />
        <Box fontSize="heading-m" padding={{ top: 's' }}>
          {count === undefined ? texts.counting : texts.quiet(count, number(count), days)}
        </Box>
      </Section>
      <Section title={texts.notSeen}>
        <SpaceBetween size="s">
          <KeyValuePairs
            columns={4}
            items={usual.map((one) => ({
              label: texts.days(one.days),
              value: <Box fontSize="heading-l">{number(one.count)}</Box>,
            }))}
          />
          <Box color="text-body-secondary">{texts.cost(number(Math.round(dormancy.read_units)))}</Box>
        </SpaceBetween>
      </Section>
      <Sweeps dormancy={dormancy} />
      {task && (
        <Suspense fallback={null}>
          <ActionSheet task={task} onClose={() => setTask(null)} />
        </Suspense>
      )}
    </SpaceBetween>
  );
}
