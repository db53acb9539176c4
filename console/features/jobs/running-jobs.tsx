import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { type Job, useRefresh } from '../../common/api/index.ts';
import { doneOf, isRunning, useNewestJobs } from '../../common/jobs/index.ts';
import { useFirstTexts, useFormats } from '../../common/texts/index.ts';

/** The jobs that wait for this person's approval, and those that run now, for the bar above all screens. */
export default function RunningJobs() {
  const { jobs: texts } = useFirstTexts();
  const { number } = useFormats();
  const refresh = useRefresh();
  const list = useNewestJobs();
  const running = (list.data?.results ?? []).filter(isRunning);
  const before = useRef(0);
  useEffect(() => {
    // When a job has ended, every screen shows what it changed.
    if (running.length < before.current) void refresh();
    before.current = running.length;
  }, [running.length, refresh]);
  const waiting = (list.data?.results ?? []).filter(({ steps }) => steps.includes('approve'));
  return (
    <>
      {waiting.length > 0 && (
        <Link href={waiting.length === 1 ? `/jobs/${waiting[0]?.uuid}` : '/jobs'} className="running">
          {texts.forYou({ count: waiting.length, shown: number(waiting.length) })}
        </Link>
      )}
      <Running jobs={running} />
    </>
  );
}

function Running({ jobs: running }: { readonly jobs: readonly Job[] }) {
  const { jobs: texts } = useFirstTexts();
  const { number } = useFormats();
  const [first] = running;
  if (first === undefined) return null;
  const done = first.total ? Math.floor((100 * doneOf(first)) / first.total) : 0;
  return (
    <Link href={running.length === 1 ? `/jobs/${first.uuid}` : '/jobs'} className="running">
      <progress max={100} value={done} aria-label={texts.progress} />
      <span>
        {running.length === 1
          ? texts.runningOne({ percent: number(done) })
          : texts.running({ shown: number(running.length) })}
      </span>
    </Link>
  );
}
