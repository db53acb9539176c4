import { useQuery } from '@tanstack/react-query';
import { type Api, Refusal } from '../../common/api/client.ts';
import { useSession } from '../../common/api/session.ts';
import type { Body, Item } from '../../common/api/types.ts';

export type Import = Item<'imports'>;
export type ImportPreview = NonNullable<Import['preview']>;
/** Of what it says in words. */
export type Codes = NonNullable<Import['codes']>;
type ImportBody = Body<'imports'>;

/** A code page of files that are neither UTF-8 nor UTF-16. */
export type Encoding = NonNullable<ImportBody['encoding']>;

/** How the files of an import are read. */
export type Reading = Pick<ImportBody, 'format' | 'encoding' | 'group' | 'mapping' | 'mapping_name'>;

/** What columns become, under the name by which that was saved. */
export type Mapping = Item<'import_mappings'>;

export type Begun = Pick<Import, 'uuid'> & {
  readonly uploads: readonly { readonly url: string; readonly fields: Readonly<Record<string, string>> }[];
};

/** Begins an import; its answer has a form for the upload of each file. */
export async function beginImport(api: Api, body: Pick<ImportBody, 'name' | 'files'> & Reading): Promise<Begun> {
  const begun = await api.post('imports', body, {}, { 'Idempotency-Key': crypto.randomUUID() });
  return begun as Begun;
}

/** Reads the files of an import, under another mapping where one is given, and says what would become of them. */
export const previewImport = (
  api: Api,
  uuid: string,
  body: Reading & Pick<ImportBody, 'save_mapping_as'> = {},
): Promise<unknown> => api.post('imports', { action: 'preview' as const, ...body }, { uuid });

/** Begins an import whose people the service fetches by itself. */
export const pullImport = (api: Api, body: Pick<ImportBody, 'name' | 'textit'>): Promise<Pick<Import, 'uuid'>> =>
  api.post('imports', body, {}, { 'Idempotency-Key': crypto.randomUUID() });

/** Goes on with that where it has failed. */
export const resumePull = (api: Api, uuid: string, token: string): Promise<unknown> =>
  api.post('imports', { action: 'pull' as const, textit: { token } }, { uuid });

/** Milliseconds between two looks at files that are being read. */
const LOOK_MS = 700;

/** An import with what its last preview has found, looked at again while its files are read. */
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
    refetchInterval: ({ state: { data } }) =>
      data?.job?.status === 'pending' || data?.pull?.status === 'pulling' ? LOOK_MS : false,
  });
}

/** Has the report of an import made, and returns the address of its file: both take a moment. */
export async function makeReport(api: Api, uuid: string): Promise<string> {
  const query = { import: uuid };
  await api.post('import_reports', {}, query);
  for (;;) {
    const { results } = await api.get('import_reports', query);
    const [report] = results;
    if (report?.file?.url) return report.file.url;
    if (report?.status !== 'making') throw new Error(report?.problem ?? '');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** What columns become, by the names under which that was saved. */
export function useMappings() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['import_mappings'],
    queryFn: async () => (await api.get('import_mappings')).results,
  });
}
