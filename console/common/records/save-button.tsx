import { Button } from '@cloudscape-design/components';
import { stringify } from 'csv-stringify/browser/esm/sync';
import { everyPage, type Item, useMutation, useSession } from '../api/index.ts';
import { saveFile, useToaster } from '../components/index.ts';
import { useTexts, wallOf } from '../texts/index.ts';

/** They read a file as UTF-8 when it begins with a mark, and cells as formulas unless these are escaped. */
const FOR_SPREADSHEETS = { bom: true, escape_formulas: true, quoted: true, record_delimiter: 'windows' } as const;

type Records = 'audit_log' | 'erasures';

export type SavedColumn<Of> = readonly [header: string, cell: (one: Of) => string];

interface Props<Name extends Records> {
  readonly of: Name;
  readonly params: Parameters<typeof everyPage<Name>>[2];
  /** When it was. */
  readonly at: SavedColumn<Item<Name>>;
  /** In the words of the screen. */
  readonly columns: readonly SavedColumn<Item<Name>>[];
}

/** Saves all that passes the filter as a table for a spreadsheet: in words, and at last as the API has it. */
export function SaveButton<Name extends Records>({ of, params, at: [when, atOf], columns }: Props<Name>) {
  const { audit } = useTexts();
  const { api, me } = useSession();
  const toaster = useToaster();
  const save = useMutation({
    async mutationFn() {
      const lines = [[when, ...columns.map(([header]) => header), audit.recorded]];
      for (const one of await everyPage(api, of, params)) {
        const wall = wallOf(new Date(atOf(one)), me.workspace.timezone).replace('T', ' ');
        lines.push([wall, ...columns.map(([, cell]) => cell(one)), JSON.stringify(one)]);
      }
      saveFile(`${of}.csv`, stringify(lines, FOR_SPREADSHEETS), 'text/csv');
    },
    onError: toaster.fail,
  });
  return (
    <Button iconName="download" loading={save.isPending} onClick={() => save.mutate()}>
      {audit.csv}
    </Button>
  );
}
