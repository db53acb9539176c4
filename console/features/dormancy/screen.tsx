import { Box, Button, KeyValuePairs } from '@cloudscape-design/components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ActionSheet, type Task } from '../../common/actions/index.ts';
import { type Dormancy, useSession } from '../../common/api/index.ts';
import { FailedScreen, Loading, Screen, Section, useSettled } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { LastSeenChart } from './last-seen-chart.tsx';
import { quietQuery } from './quiet-query.ts';
import { Sweeps } from './sweeps.tsx';

interface DormancyProps {
  readonly dormancy: Dormancy;
  readonly days: number;
  readonly onDays: (days: number) => void;
}

const DAYS_A_MONTH = 30.44;
/** The slider moves by days, so it covers two years at most. */
const MOST_DAYS = 730;

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

function Threshold({ dormancy, days, onDays }: DormancyProps) {
  const { dormancy: texts } = useTexts();
  const id = useId();
  const months = [...dormancy.months].sort((a, b) => (a.month < b.month ? -1 : 1));
  const span = months.length * DAYS_A_MONTH;
  const line = Math.min(1, Math.max(0, 1 - days / span));
  const most = Math.min(MOST_DAYS, Math.floor(span));
  return (
    <>
      <LastSeenChart months={months} earlier={dormancy.earlier} line={line} />
      <label htmlFor={id}>{texts.threshold({ count: days })}</label>
      <input
        id={id}
        className="threshold"
        type="range"
        // The months only, since the bar before them has no scale of days, and half a thumb more at either end.
        style={{ inlineSize: `calc(${(100 * months.length) / (months.length + 1)}% + 16px)` }}
        // The thumb stands below the line: more days are further to the left.
        dir="rtl"
        min={1}
        max={most}
        value={Math.min(days, most)}
        aria-valuetext={texts.days({ count: days })}
        onChange={({ target }) => onDays(Number(target.value))}
      />
    </>
  );
}
