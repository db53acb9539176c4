import { Button, ColumnLayout, DateInput, FormField } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { type Item, useMutation, usePages, useSession } from '../../common/api/index.ts';
import { ChoiceField, ListTable, MoreButton, NotFound, saveFile, useToaster } from '../../common/components/index.ts';
import { type Speech, type Summary, sentenceOf, useSpeech } from '../../common/jobs/index.ts';
import { optionsOf, useFormats, useTexts } from '../../common/texts/index.ts';
import { instantOf } from '../../common/texts/zoned-time.ts';

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

type Entry = Item<'audit_log'>;

const PAGE = '50';

/** Who did what in the workspace, newest first. Only administrators see it. */
export default function AuditLogScreen() {
  const { may } = useSession();
  return may('administer') ? <AuditLog /> : <NotFound />;
}

function AuditLog() {
  const { audit: texts, jobs, shell } = useTexts();
  const { me } = useSession();
  const { moment } = useFormats();
  const speech = useSpeech();
  const [filter, setFilter] = useState<AuditFilter>({ kind: ANY, by: ANY, after: '', before: '' });
  const params = paramsOf(filter, me.workspace.timezone);
  const list = usePages('audit_log', { queryKey: ['audit_log', params], query: { ...params, limit: PAGE } });
  return (
    <ListTable<Entry>
      title={shell.auditLog}
      description={texts.hint}
      actions={<CsvButton params={params} />}
      filter={<FilterForm filter={filter} onChange={(change) => setFilter({ ...filter, ...change })} />}
      items={list.items}
      read={list}
      trackBy={({ created_on, kind, about }) => `${created_on} ${kind} ${about}`}
      columns={[
        {
          id: 'what',
          header: texts.what,
          isRowHeader: true,
          cell: ({ kind, created_on }) => (
            <>
              {texts.kinds[kind]}
              <br />
              <time dateTime={created_on}>{moment(created_on)}</time>
            </>
          ),
        },
        {
          id: 'who',
          header: texts.who,
          cell: ({ by, from }) => <bdi>{by?.name ?? (from === '' ? jobs.origins.service : texts.byLink)}</bdi>,
        },
        {
          id: 'about',
          header: texts.about,
          cell: ({ about, kind }) =>
            about && kind.startsWith('job.') ? (
              <Link href={`/jobs/${about}`}>{jobs.open}</Link>
            ) : (
              about && <code>{about}</code>
            ),
        },
        { id: 'details', header: texts.details, cell: ({ details }) => <bdi>{inWords(details, speech)}</bdi> },
        { id: 'from', header: texts.from, cell: ({ from }) => from },
      ]}
      narrow={['what', 'who']}
      empty={texts.none}
      footer={<MoreButton list={list} />}
    />
  );
}

/** The sentence of a job; or `dormancy_days: 90 → 30`, with values as the API has them. */
const inWords = ({ summary, ...details }: Entry['details'], speech: Speech): string =>
  summary ? sentenceOf(summary as Summary, speech) : valuesOf(details);

const valuesOf = (details: Entry['details']): string =>
  Object.entries(details)
    .map(([key, value]) => `${key}: ${isChange(value) ? value.map(shown).join(' → ') : shown(value)}`)
    .join(', ');

const isChange = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length === 2;
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

interface FormProps {
  readonly filter: AuditFilter;
  readonly onChange: (change: Partial<AuditFilter>) => void;
}

function FilterForm({ filter, onChange }: FormProps) {
  const { audit: texts, erasures } = useTexts();
  const { api } = useSession();
  const people = useQuery({ queryKey: ['people'], queryFn: () => api.get('people') });
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.get('tokens') });
  const all = [...(people.data?.results ?? []), ...(tokens.data?.results ?? [])];
  // Whoever is only invited has done nothing yet.
  const actors = all.flatMap(({ uuid, name }) => (name === null ? [] : [{ value: uuid, label: name }]));
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

/** Saves the newest entries that pass the filter, as many as a page has. */
function CsvButton({ params }: { readonly params: Readonly<Record<string, string>> }) {
  const { audit: texts } = useTexts();
  const { api } = useSession();
  const toaster = useToaster();
  const save = useMutation({
    mutationFn: async () =>
      saveFile('audit_log.csv', await api.getText('audit_log', { ...params, format: 'csv' }), 'text/csv'),
    onError: toaster.fail,
  });
  return (
    <Button iconName="download" loading={save.isPending} onClick={() => save.mutate()}>
      {texts.csv}
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
