import Button from '@cloudscape-design/components/button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { bodyOfAnswer } from '../api/client.ts';
import { cursorOf } from '../api/queries.ts';
import type { Answer, Job } from '../api/types.ts';
import { useSession } from '../session/session.tsx';
import { ListTable } from '../shell/list-table.tsx';
import { said } from '../texts/said.ts';
import { useTexts } from '../texts/texts.tsx';
import { isOver } from './job.ts';

type JobContact = Answer<'/api/v2/job_contacts.json'>['results'][number];

const PAGE = '50';

/** Whom a job is for, and what became of each. */
export function JobContacts({ job }: { readonly job: Job }) {
  const { api } = useSession();
  const { jobs: texts, contacts, shell } = useTexts();
  const list = useInfiniteQuery({
    queryKey: ['job', job.uuid, 'contacts', isOver(job)],
    queryFn: ({ pageParam }) =>
      bodyOfAnswer(
        api.GET('/api/v2/job_contacts.json', {
          params: { query: { job: job.uuid, limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => cursorOf(next),
  });
  const rows = list.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <ListTable<JobContact>
      title={texts.whom}
      isPart
      items={rows}
      read={list}
      trackBy={({ contact }) => contact.uuid}
      columns={[
        {
          id: 'name',
          header: contacts.name,
          isRowHeader: true,
          cell: ({ contact }) => (
            <Link href={`/contact/${contact.uuid}`} className="cell-text" dir="auto">
              {contact.name ?? contacts.unnamed}
            </Link>
          ),
        },
        { id: 'outcome', header: texts.outcome, cell: ({ outcome }) => texts.outcomeNames[outcome] },
        {
          id: 'why',
          header: texts.why,
          cell: ({ reason, error }) => (reason === null ? (error ?? '') : (said(texts.reasons, reason) ?? reason)),
        },
      ]}
      empty={texts.nobodyYet}
      footer={
        list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {shell.more}
          </Button>
        )
      }
    />
  );
}
