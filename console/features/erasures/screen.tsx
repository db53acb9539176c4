import { Button, type ButtonProps } from '@cloudscape-design/components';
import { Link } from 'wouter';
import { type Item, useMutation, usePages, useSession } from '../../common/api/index.ts';
import {
  type ListColumn,
  ListTable,
  MoreButton,
  NotFound,
  saveFile,
  useNarrow,
  useToaster,
} from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { paramsOf, useErasureFilter } from './erasure-filter.ts';
import { ErasureFilterForm } from './erasure-filter-form.tsx';

type Erasure = Item<'erasures'>;

const PAGE = '50';

/** The ledger of deletions: when and by whom. It does not say who the contacts were. */
export default function ErasuresScreen() {
  const { may } = useSession();
  return may('administer') ? <Erasures /> : <NotFound />;
}

function Erasures() {
  const { erasures: texts, shell } = useTexts();
  const { me } = useSession();
  const [filter, setFilter] = useErasureFilter();
  const params = paramsOf(filter, me.workspace.timezone);
  const list = usePages('erasures', {
    queryKey: ['erasures', params],
    query: { ...params, limit: PAGE },
  });
  return (
    <ListTable<Erasure>
      title={shell.erasures}
      description={texts.hint}
      actions={
        list.items.length > 0 &&
        params['job'] && <ReceiptButton of={{ job: params['job'] }} label={texts.receiptOfJob} />
      }
      filter={<ErasureFilterForm filter={filter} onChange={setFilter} />}
      items={list.items}
      read={list}
      trackBy={({ contact, entry }) => `${contact}:${entry}`}
      columns={useColumns()}
      narrow={['contact']}
      empty={texts.none}
      footer={<MoreButton list={list} />}
    />
  );
}

function useColumns(): readonly ListColumn<Erasure>[] {
  const { erasures: texts, jobs } = useTexts();
  const { number, moment } = useFormats();
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
    { id: 'who', header: texts.who, cell: ({ deleted_by: { name } }) => <bdi>{name ?? jobs.origins.service}</bdi> },
    {
      id: 'job',
      header: texts.job,
      cell: ({ job }) => (job === null ? '' : <Link href={`/jobs/${job}`}>{jobs.open}</Link>),
    },
    {
      id: 'removed',
      header: texts.removed,
      cell: ({ removed: { urns, history, messages, groups } }) =>
        texts.removedOf({
          urns: number(urns),
          history: number(history),
          messages: number(messages),
          groups: number(groups),
        }),
    },
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
