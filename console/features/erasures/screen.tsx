import { Button, type ButtonProps, SpaceBetween } from '@cloudscape-design/components';
import { Link } from 'wouter';
import { type Item, useMutation, usePages, useSession } from '../../common/api/index.ts';
import {
  type ListColumn,
  ListTable,
  MoreButton,
  NotFound,
  saveFile,
  TextField,
  useNarrow,
  useToaster,
} from '../../common/components/index.ts';
import {
  limitsOf,
  type RecordFilter,
  SaveButton,
  useActors,
  useRecordFilter,
  WhoAndDays,
} from '../../common/records/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

type Erasure = Item<'erasures'>;
type Filter = RecordFilter & Readonly<Record<'contact' | 'job', string>>;

const PAGE = '50';

/** The ledger of deletions: when and by whom. It does not say who the contacts were. */
export default function ErasuresScreen() {
  const { may } = useSession();
  return may('administer') ? <Erasures /> : <NotFound />;
}

function Erasures() {
  const { erasures: texts, shell } = useTexts();
  const { me } = useSession();
  const words = useWords();
  const [filter, setFilter] = useRecordFilter(['contact', 'job']);
  const params = { ...limitsOf(filter, me.workspace.timezone), ...ofWhom(filter) };
  const list = usePages('erasures', {
    queryKey: ['erasures', params],
    query: { ...params, limit: PAGE },
  });
  return (
    <ListTable<Erasure>
      title={shell.erasures}
      description={texts.hint}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {filter.job && (
            <Button iconName="close" iconAlign="right" onClick={() => setFilter({ job: '' })}>
              {texts.onlyOfJob}
            </Button>
          )}
          {list.items.length > 0 && filter.job && <ReceiptButton of={{ job: filter.job }} label={texts.receiptOfJob} />}
          <SaveButton
            of="erasures"
            params={params}
            at={[texts.when, ({ deleted_on }) => deleted_on]}
            columns={[
              [texts.who, words.who],
              [texts.removed, words.removed],
            ]}
          />
        </SpaceBetween>
      }
      filter={<FilterForm filter={filter} onChange={setFilter} />}
      items={list.items}
      read={list}
      trackBy={({ contact, entry }) => `${contact}:${entry}`}
      columns={useColumns(words)}
      narrow={['contact']}
      empty={texts.none}
      footer={<MoreButton list={list} />}
    />
  );
}

/** A deleted contact has only a uuid, and is found by its number too. */
const UUID = /^[0-9a-f]{8}-/i;

const asUrn = (text: string): string => (text.includes(':') ? text : `tel:${text}`);

const ofWhom = ({ contact, job }: Filter): Record<string, string> => ({
  ...(contact !== '' && (UUID.test(contact) ? { contact } : { urn: asUrn(contact) })),
  ...(job !== '' && { job }),
});

interface FormProps {
  readonly filter: Filter;
  readonly onChange: (change: Partial<Filter>) => void;
}

function FilterForm({ filter, onChange }: FormProps) {
  const { words, erasures: texts } = useTexts();
  const { actors } = useActors();
  return (
    <WhoAndDays filter={filter} actors={actors} onChange={onChange}>
      <TextField
        label={words.contact}
        value={filter.contact}
        placeholder={texts.uuidOrNumber}
        spellcheck={false}
        // The API takes a contact or a job.
        onChange={(contact) => onChange({ contact: contact.trim(), job: '' })}
      />
    </WhoAndDays>
  );
}

/** Who deleted somebody, and what went, as it is said on the screen and in the file. */
function useWords() {
  const { erasures: texts, jobs, audit } = useTexts();
  const { number } = useFormats();
  return {
    who: ({ deleted_by: { token, name } }: Erasure) =>
      name ?? (UUID.test(token) ? audit.open.token : jobs.origins.service),
    removed: ({ removed: { urns, history, messages, groups } }: Erasure) =>
      texts.removedOf({
        urns: number(urns),
        history: number(history),
        messages: number(messages),
        groups: number(groups),
      }),
  };
}

function useColumns({ who, removed }: ReturnType<typeof useWords>): readonly ListColumn<Erasure>[] {
  const { erasures: texts, jobs } = useTexts();
  const { moment } = useFormats();
  const narrow = useNarrow();
  const receipt = ({ contact }: Erasure) => (
    <ReceiptButton of={{ contact }} variant="inline-link" label={texts.receiptOf({ contact })} />
  );
  return [
    {
      id: 'contact',
      header: texts.when,
      isRowHeader: true,
      cell: (one) => (
        <>
          <time dateTime={one.deleted_on}>{moment(one.deleted_on)}</time> {narrow && receipt(one)}
        </>
      ),
    },
    { id: 'receipt', header: texts.receipt, cell: receipt },
    { id: 'who', header: texts.who, cell: (one) => <bdi>{who(one)}</bdi> },
    {
      id: 'job',
      header: texts.job,
      cell: ({ job }) => (job === null ? '' : <Link href={`/jobs/${job}`}>{jobs.open}</Link>),
    },
    { id: 'removed', header: texts.removed, cell: removed },
    { id: 'id', header: texts.id, cell: ({ contact }) => <code>{contact}</code> },
  ];
}

type Deletion = { readonly contact: string } | { readonly job: string };

interface Props {
  readonly of: Deletion;
  readonly variant?: ButtonProps.Variant;
  readonly label: string;
}

/** Saves the signed receipt of a deletion, byte for byte. */
function ReceiptButton({ of: deletion, variant = 'normal', label }: Props) {
  const { erasures: texts } = useTexts();
  const { api } = useSession();
  const toaster = useToaster();
  const save = useMutation({
    async mutationFn() {
      const receipt = await api.getText('erasures', { ...deletion, format: 'receipt' });
      const [uuid] = Object.values(deletion);
      saveFile(`receipt-${uuid}.json`, receipt);
    },
    onError: toaster.fail,
  });
  return (
    <Button variant={variant} wrapText={false} ariaLabel={label} loading={save.isPending} onClick={() => save.mutate()}>
      {texts.receipt}
    </Button>
  );
}
