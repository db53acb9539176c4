import { ButtonDropdown, type ButtonDropdownProps, Icon } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Job, useSession } from '../../common/api/index.ts';
import { doneOf, isEnded, resultOf, useNewestJobs, useSpeech } from '../../common/jobs/index.ts';
import { useFirstTexts, useFormats } from '../../common/texts/index.ts';
import { askToNotify, mayNotify, useNotifications } from './use-notifications.ts';

/** The bell above all screens: the last 50 jobs with what became of them, and how many ended since it was opened. */
export default function JobBell() {
  const texts = useFirstTexts();
  const { jobs: words } = texts;
  const formats = useFormats();
  const speech = useSpeech();
  const [, navigate] = useLocation();
  const jobs = (useNewestJobs().data?.results ?? []).filter((job) => !isPreview(job));
  const [seen, see] = useSeen();
  const [told, setTold] = useState(mayNotify);
  useNotifications(jobs, told);
  const ended = jobs.filter(isEnded);
  const news = ended.filter(({ ended_on }) => (ended_on ?? '') > seen).length;
  const items: ButtonDropdownProps.ItemOrGroup[] = [
    ...(told === null ? [] : [{ id: 'tell', text: words.tellMe, itemType: 'checkbox' as const, checked: told }]),
    ...jobs.map((job) => ({
      id: job.uuid,
      text: resultOf(job, speech),
      secondaryText: formats.ago(job.ended_on ?? job.created_on),
      href: `/jobs/${job.uuid}`,
    })),
    { id: 'all', text: words.all, href: '/jobs' },
  ];
  const name = news === 0 ? words.bell : words.bellNews({ count: news, shown: formats.number(news) });
  return (
    <span
      className="bell"
      // Opening the menu is looking at it.
      onClickCapture={() => see(newestOf(ended.map(({ ended_on }) => ended_on ?? '')))}
    >
      <ButtonDropdown
        ariaLabel={name}
        items={items}
        expandToViewport
        onItemFollow={(event) => {
          if (event.detail.href === undefined) return;
          event.preventDefault();
          navigate(event.detail.href);
        }}
        onItemClick={({ detail }) => {
          if (detail.id === 'tell') void askToNotify(!told).then(setTold);
        }}
      >
        <Icon name="notification" /> {news > 0 && formats.number(news)}
      </ButtonDropdown>
    </span>
  );
}

/** A preview that nobody has run, or that was closed. */
const isPreview = (job: Job): boolean => job.status === 'ready' || (job.status === 'interrupted' && doneOf(job) === 0);

const newestOf = (times: readonly string[]): string => times.toSorted().at(-1) ?? '';

/** Until when this browser has looked at the jobs of the workspace. What ended before the first visit is no news. */
function useSeen(): readonly [string, (until: string) => void] {
  const { me } = useSession();
  const key = `dormouse.seen.${me.workspace.uuid}`;
  const [seen, setSeen] = useState(() => {
    const kept = localStorage.getItem(key) ?? new Date(me.now).toISOString();
    localStorage.setItem(key, kept);
    return kept;
  });
  const see = (until: string) => {
    if (until <= seen) return;
    localStorage.setItem(key, until);
    setSeen(until);
  };
  return [seen, see];
}
