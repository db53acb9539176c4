import { useQuery } from '@tanstack/react-query';
import { type Api, type Body, type Item, Refusal, useSession } from '../../common/api/index.ts';

export type Import = Item<'imports'>;
export type ImportPreview = NonNullable<Import['preview']>;
/** Refused rows with one reason, column and kind of mend. */
export type ProblemOfRows = ImportPreview['problems'][number];
export type Codes = NonNullable<Import['codes']>;
type ImportBody = Body<'imports'>;
export type Encoding = NonNullable<ImportBody['encoding']>;
/** How files are read; what is not given is found out. */
export type Reading = Pick<
  ImportBody,
  'format' | 'encoding' | 'group' | 'country' | 'mapping' | 'mapping_name' | 'refusals' | 'values'
>;

/** Which columns or files say who wants no messages, and how each says it. */
export type Refusals = NonNullable<ImportBody['refusals']>;
export type How = Exclude<Refusals, string>[string];
/** A column or file that could say it. */
export type Candidate = ImportPreview['candidates'][number];

export type Begun = Pick<Import, 'uuid'> & {
  readonly uploads: readonly { readonly url: string; readonly fields: Readonly<Record<string, string>> }[];
};

/** Creates an import. Its answer has a form for the upload of each file. */
export async function beginImport(api: Api, body: Pick<ImportBody, 'name' | 'files'> & Reading): Promise<Begun> {
  const begun = await api.post('imports', body, {}, { 'Idempotency-Key': crypto.randomUUID() });
  return begun as Begun;
}

/** Starts a preview, which reads the files of an import. */
export const previewImport = (
  api: Api,
  uuid: string,
  body: Reading & Pick<ImportBody, 'save_mapping_as'> = {},
): Promise<unknown> => api.post('imports', { action: 'preview' as const, ...body }, { uuid });

/** Creates an import whose contacts the service fetches from TextIt. */
export const pullImport = (api: Api, body: Pick<ImportBody, 'name' | 'textit'>): Promise<Pick<Import, 'uuid'>> =>
  api.post('imports', body, {}, { 'Idempotency-Key': crypto.randomUUID() });

/** Resumes fetching after a failure. */
export const resumePull = (api: Api, uuid: string, token: string): Promise<unknown> =>
  api.post('imports', { action: 'pull' as const, textit: { token } }, { uuid });

/** Milliseconds between two reads while files are being read, and while fetched contacts wait for their preview. */
const LOOK_MS = 700;
const FETCHED_MS = 3_000;

/** An import with its last preview. It is read again while its files are being read. */
export function useImport(uuid: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['imports', uuid],
    async queryFn(): Promise<Import> {
      const { results } = await api.get('imports', { uuid });
      const [found] = results;
      if (found === undefined) throw new Refusal(404, {});
      return found;
    },
    refetchInterval: ({ state: { data } }) => {
      if (data?.job?.status === 'pending' || data?.pull?.status === 'pulling') return LOOK_MS;
      return data?.job === null && data.pull?.status === 'done' ? FETCHED_MS : false;
    },
  });
}

/** The rows of a report: all with what became of each, or the refused ones as they are in their files. */
export type ReportRows = NonNullable<Body<'import_reports'>['rows']>;

/** Has the service write the report of an import, waits for it, and returns the address of its file. */
export async function makeReport(api: Api, uuid: string, rows: ReportRows): Promise<string> {
  const query = { import: uuid };
  await api.post('import_reports', { rows }, query);
  for (;;) {
    const { results } = await api.get('import_reports', query);
    const [report] = results;
    if (report?.file?.url) return report.file.url;
    if (report?.status !== 'making') throw new Error(report?.problem ?? '');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export function useMappings() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['import_mappings'],
    queryFn: async () => (await api.get('import_mappings')).results,
  });
}
