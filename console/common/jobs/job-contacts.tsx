import { Link } from 'wouter';
import { type Item, type Job, usePages } from '../api/index.ts';
import { ListTable, MoreButton } from '../components/index.ts';
import { textFor, useTexts } from '../texts/index.ts';
import { isEnded } from './job.ts';

type JobContact = Item<'job_contacts'>;

const PAGE = '50';

export function JobContacts({ job }: { readonly job: Job }) {
  const { words, jobs: texts, contacts, exports } = useTexts();
  const outcomes =
    job.type === 'export' ? { ...texts.outcomeNames, unchanged: exports.writtenOne } : texts.outcomeNames;
  const list = usePages('job_contacts', {
    queryKey: ['job', job.uuid, 'contacts', isEnded(job)],
    query: { job: job.uuid, limit: PAGE },
  });
  return (
    <ListTable<JobContact>
      title={texts.whom}
      isPart
      items={list.items}
      read={list}
      trackBy={({ contact }) => contact.uuid}
      columns={[
        {
          id: 'name',
          header: words.name,
          isRowHeader: true,
          cell: ({ contact }) => (
            <Link href={`/contact/${contact.uuid}`} className="cell-text" dir="auto">
              {contact.name ?? contacts.unnamed}
            </Link>
          ),
        },
        { id: 'outcome', header: texts.outcome, cell: ({ outcome }) => outcomes[outcome] },
        {
          id: 'why',
          header: words.why,
          cell: ({ reason, error }) => (reason === null ? (error ?? '') : (textFor(texts.reasons, reason) ?? reason)),
        },
      ]}
      empty={texts.nobodyYet}
      footer={<MoreButton list={list} />}
    />
  );
}
