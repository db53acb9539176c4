import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { usePages, useSession } from '../../common/api/index.ts';
import { ChoiceField, ListTable, MoreButton, NotFound } from '../../common/components/index.ts';
import { nameOf } from '../../common/contacts/index.ts';
import { useSpeech } from '../../common/jobs/index.ts';
import { ANY, limitsOf, SaveButton, useActors, useRecordFilter, WhoAndDays } from '../../common/records/index.ts';
import { optionsOf, useFormats, useTexts } from '../../common/texts/index.ts';
import { aboutOf, actorOf, detailsIn, type Entry, type Names } from './entry-words.ts';

const PAGE = '50';

/** Who did what in the workspace, newest first. Only administrators see it. */
export default function AuditLogScreen() {
  const { may } = useSession();
  return may('administer') ? <AuditLog /> : <NotFound />;
}

function AuditLog() {
  const texts = useTexts();
  const { audit, shell } = texts;
  const { me } = useSession();
  const formats = useFormats();
  const speech = useSpeech();
  const { actors, names } = useNames();
  const [filter, setFilter] = useRecordFilter(['kind']);
  const params = { ...limitsOf(filter, me.workspace.timezone), ...(filter.kind !== '' && { kind: filter.kind }) };
  const detailsOf = (entry: Entry) => detailsIn(entry, texts, formats, speech);
  const list = usePages('audit_log', { queryKey: ['audit_log', params], query: { ...params, limit: PAGE } });
  return (
    <ListTable<Entry>
      title={shell.auditLog}
      description={audit.hint}
      actions={
        <SaveButton
          of="audit_log"
          params={params}
          at={[audit.when, ({ created_on }) => created_on]}
          columns={[
            [audit.what, ({ kind }) => audit.kinds[kind]],
            [audit.who, (entry) => actorOf(entry, texts)],
            [audit.about, (entry) => aboutOf(entry, names, texts)?.text ?? ''],
            [audit.details, detailsOf],
            [audit.from, ({ from }) => from],
          ]}
        />
      }
      filter={
        <WhoAndDays filter={filter} actors={actors} onChange={setFilter}>
          <ChoiceField
            label={audit.what}
            options={[{ value: ANY, label: audit.anything }, ...optionsOf(audit.families)]}
            value={filter.kind || ANY}
            onChange={(kind) => setFilter({ kind: kind === ANY ? '' : kind })}
          />
        </WhoAndDays>
      }
      items={list.items}
      read={list}
      wraps
      trackBy={({ created_on, kind, about }) => `${created_on} ${kind} ${about}`}
      columns={[
        {
          id: 'what',
          header: audit.what,
          isRowHeader: true,
          cell: ({ kind, created_on }) => (
            <>
              {audit.kinds[kind]}
              <br />
              <time dateTime={created_on}>{formats.moment(created_on)}</time>
            </>
          ),
        },
        { id: 'who', header: audit.who, minWidth: 150, cell: (entry) => <bdi>{actorOf(entry, texts)}</bdi> },
        { id: 'about', header: audit.about, cell: (entry) => <About entry={entry} names={names} /> },
        {
          id: 'details',
          header: audit.details,
          cell: (entry) => <bdi>{detailsOf(entry)}</bdi>,
        },
        { id: 'from', header: audit.from, cell: ({ from }) => from },
      ]}
      narrow={['what', 'who']}
      empty={audit.none}
      footer={<MoreButton list={list} />}
    />
  );
}

/** What an entry is about, as a link. A contact that is still there has its name. */
function About({ entry, names }: { readonly entry: Entry; readonly names: Names }) {
  const texts = useTexts();
  const { api } = useSession();
  const isContact = /^(?:contact|opt_out)\./.test(entry.kind) && entry.about !== null;
  const contact = useQuery({
    queryKey: ['audited', entry.about],
    queryFn: async () => (await api.get('contacts', { uuid: entry.about ?? '' })).results[0] ?? null,
    enabled: isContact,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const about = aboutOf(entry, names, texts);
  if (about === null) return null;
  return (
    <Link href={about.href}>
      <bdi>{contact ? nameOf(contact, texts) : about.text}</bdi>
    </Link>
  );
}

/** Who may have done something, and what people, tokens and imports are called. */
function useNames() {
  const { api } = useSession();
  const { people, actors } = useActors();
  const imports = useQuery({ queryKey: ['imports', 'names'], queryFn: () => api.get('imports') });
  const names: Names = new Map([
    ...people.flatMap(({ uuid, email }) => (email ? [[uuid, email] as const] : [])),
    ...actors.map(({ value, label }) => [value, label ?? ''] as const),
    ...(imports.data?.results ?? []).map(({ uuid, name }) => [uuid, name] as const),
  ]);
  return { actors, names };
}
