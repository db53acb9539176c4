import { Box, Button } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ActionSheet, type Task } from '../../common/actions/index.ts';
import { useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { useToaster } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Step } from './next-steps.ts';

/** What to do next, each with its number, what it saves, and one button that leads to a preview. */
export function StepCards({ steps }: { readonly steps: readonly Step[] }) {
  const { home: texts } = useTexts();
  const [task, setTask] = useState<Task | null>(null);
  const [, navigate] = useLocation();
  const { api } = useSession();
  const refresh = useRefresh();
  const toaster = useToaster();
  const look = useMutation({
    mutationFn: () => api.post('dormancy', {}),
    onError: toaster.fail,
    async onSuccess({ job }) {
      await refresh();
      if (job !== null) navigate(`/jobs/${job}`);
    },
  });
  if (steps.length === 0) return <Box color="text-body-secondary">{texts.nothingToDo}</Box>;
  const take = (step: Step) => {
    if ('href' in step) return navigate(step.href);
    if (step.what === 'look') return look.mutate();
    const folder = 'dormant';
    setTask({ action: step.what, selection: { folder }, count: null, place: { type: 'folder', folder } });
  };
  return (
    <>
      <ul className="next-steps">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two imports may have one name
          <li key={index}>
            <Card step={step} isTaken={step.what === 'look' && look.isPending} onTake={() => take(step)} />
          </li>
        ))}
      </ul>
      {task && <ActionSheet task={task} onClose={() => setTask(null)} />}
    </>
  );
}

interface CardProps {
  readonly step: Step;
  readonly isTaken: boolean;
  readonly onTake: () => void;
}

function Card({ step, isTaken, onTake }: CardProps) {
  const { home: texts } = useTexts();
  const { number, day, moment } = useFormats();
  const count = 'count' in step ? step.count : 0;
  const { title, button } = texts.steps[step.what];
  return (
    <>
      {count > 0 && <span className="number">{number(count)}</span>}
      <span>
        {title({
          count,
          name: 'name' in step ? step.name : '',
          since: 'since' in step ? day(`${step.since}T12:00:00Z`) : '',
          at: 'at' in step ? moment(step.at) : '',
        })}
      </span>
      {step.what === 'archive' && <Saving count={count} />}
      <span className="act">
        <Button loading={isTaken} onClick={onTake}>
          {button}
        </Button>
      </span>
    </>
  );
}

/** What a month costs less without these contacts, where the workspace says what one costs. */
function Saving({ count }: { readonly count: number }) {
  const { home: texts } = useTexts();
  const { money } = useFormats();
  const { contact_price: price, currency } = useSession().me.workspace;
  const { may } = useSession();
  const [, navigate] = useLocation();
  if (price !== null) return <span className="quiet">{texts.saves({ money: money(price * count, currency) })}</span>;
  if (!may('administer')) return null;
  return (
    <span>
      <Button variant="inline-link" onClick={() => navigate('/settings/workspace')}>
        {texts.sayPrice}
      </Button>
    </span>
  );
}
