import { Button, ColumnLayout, DateInput, FormField } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMutation, usePages, useSession } from '../../common/api/index.ts';
import { ChoiceField, ListTable, MoreButton, NotFound, useToaster } from '../../common/components/index.ts';
import { nameOf } from '../../common/contacts/index.ts';
import { useSpeech } from '../../common/jobs/index.ts';
import { type Option, optionsOf, useFormats, useTexts } from '../../common/texts/index.ts';
import { instantOf } from '../../common/texts/zoned-time.ts';
import { aboutOf, detailsIn, type Entry, type Names } from './entry-words.ts';
import { actorOf, saveEntries } from './save-entries.ts';

/** A choice that filters nothing. */
const ANY = 'any';

interface AuditFilter {
  readonly kind: string;
  /** The uuid of a person or token. */
  readonly by: string;
  /** The first and the last day, `2026-11-26`, in the workspace's zone. */
  readonly after: string;
  readonly before: string;
}

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
  const [filter, setFilter] = useState<AuditFilter>({ kind: ANY, by: ANY, after: '', before: '' });
  const params = paramsOf(filter, me.workspace.timezone);
  const list = usePages('audit_log', { queryKey: ['audit_log', params], query: { ...params, limit: PAGE } });
  return (
    <ListTable<Entry>
      title={shell.auditLog}
      description={audit.hint}
      actions={<CsvButton params={params} names={names} />}
      filter={<FilterForm filter={filter} actors={actors} onChange={(change) => setFilter({ ...filter, ...change })} />}
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
        { id: 'who', header: audit.who, cell: (entry) => <bdi>{actorOf(entry, texts)}</bdi> },
        { id: 'about', header: audit.about, cell: (entry) => <About entry={entry} names={names} /> },
        {
          id: 'details',
          header: audit.details,
          cell: (entry) => <bdi>{detailsIn(entry, texts, formats, speech)}</bdi>,
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
  const people = useQuery({ queryKey: ['people'], queryFn: () => api.get('people') });
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.get('tokens') });
  const imports = useQuery({ queryKey: ['imports', 'names'], queryFn: () => api.get('imports') });
  const all = [...(people.data?.results ?? []), ...(tokens.data?.results ?? [])];
  // Whoever is only invited has done nothing yet.
  const actors = all.flatMap(({ uuid, name }) => (name === null ? [] : [{ value: uuid, label: name }]));
  const invited = (people.data?.results ?? []).flatMap(({ uuid, email }) => (email ? [[uuid, email] as const] : []));
  const names: Names = new Map([
    ...invited,
    ...actors.map(({ value, label }) => [value, label] as const),
    ...(imports.data?.results ?? []).map(({ uuid, name }) => [uuid, name] as const),
  ]);
  return { actors, names };
}

interface FormProps {
  readonly filter: AuditFilter;
  readonly actors: readonly Option[];
  readonly onChange: (change: Partial<AuditFilter>) => void;
}

function FilterForm({ filter, actors, onChange }: FormProps) {
  const { audit: texts, erasures } = useTexts();
  return (
    <ColumnLayout columns={4}>
      <ChoiceField
        label={texts.what}
        options={[{ value: ANY, label: texts.anything }, ...optionsOf(texts.families)]}
        value={filter.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <ChoiceField
        label={texts.who}
        options={[{ value: ANY, label: texts.anybody }, ...actors]}
        value={filter.by}
        searchable
        onChange={(by) => onChange({ by })}
      />
      {(['after', 'before'] as const).map((end) => (
        <FormField key={end} label={erasures[end]}>
          <DateInput
            value={filter[end]}
            format="iso"
            placeholder={erasures.day}
            onChange={({ detail }) => onChange({ [end]: detail.value })}
          />
        </FormField>
      ))}
    </ColumnLayout>
  );
}

function CsvButton({ params, names }: { readonly params: Readonly<Record<string, string>>; readonly names: Names }) {
  const texts = useTexts();
  const formats = useFormats();
  const speech = useSpeech();
  const { api } = useSession();
  const toaster = useToaster();
  const save = useMutation({
    mutationFn: () => saveEntries(api, { params, names, texts, formats, speech }),
    onError: toaster.fail,
  });
  return (
    <Button iconName="download" loading={save.isPending} onClick={() => save.mutate()}>
      {texts.audit.csv}
    </Button>
  );
}

/** The parameters of audit_log.json. A day that is typed in part is no limit yet. */
function paramsOf({ kind, by, after, before }: AuditFilter, timeZone: string): Record<string, string> {
  const start = instantOf(`${after}T00:00`, timeZone);
  const last = instantOf(`${before}T23:59`, timeZone);
  return {
    ...(kind !== ANY && { kind }),
    ...(by !== ANY && { by }),
    ...(start && { after: start.toISOString() }),
    ...(last && { before: new Date(last.getTime() + 59_999).toISOString() }),
  };
}
