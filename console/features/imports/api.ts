import { useQuery } from '@tanstack/react-query';
import { type Api, bodyOfAnswer, Refusal } from '../../common/api/client.ts';
import type { paths } from '../../common/api/schema.d.ts';
import { useSession } from '../../common/api/session.ts';
import type { Answer } from '../../common/api/types.ts';

export type Import = Answer<'/api/v2/imports.json'>['results'][number];
export type Preview = NonNullable<Import['preview']>;
/** Of what it says in words. */
export type Codes = NonNullable<Import['codes']>;
type Body = paths['/api/v2/imports.json']['post']['requestBody']['content']['application/json'];

/** A code page of files that are neither UTF-8 nor UTF-16. */
export type Encoding = NonNullable<Body['encoding']>;

/** How the files of an import are read. */
export type Reading = Pick<Body, 'format' | 'encoding' | 'group' | 'mapping' | 'mapping_name'>;

/** What columns become, under the name by which that was saved. */
export type Mapping = Answer<'/api/v2/import_mappings.json'>['results'][number];

export type Begun = Pick<Import, 'uuid'> & {
  readonly uploads: readonly { readonly url: string; readonly fields: Readonly<Record<string, string>> }[];
};

/** Begins an import; its answer has a form for the upload of each file. */
export async function beginImport(api: Api, body: Pick<Body, 'name' | 'files'> & Reading): Promise<Begun> {
  const begun = await bodyOfAnswer(
    api.POST('/api/v2/imports.json', { body, params: { header: { 'Idempotency-Key': crypto.randomUUID() } } }),
  );
  return begun as Begun;
}

/** Reads the files of an import, under another mapping where one is given, and says what would become of them. */
export const previewImport = (
  api: Api,
  uuid: string,
  body: Reading & Pick<Body, 'save_mapping_as'> = {},
): Promise<unknown> =>
  bodyOfAnswer(
    api.POST('/api/v2/imports.json', { params: { query: { uuid } }, body: { action: 'preview' as const, ...body } }),
  );

/** Begins an import whose people the service fetches by itself. */
export const pullImport = (api: Api, body: Pick<Body, 'name' | 'textit'>): Promise<Pick<Import, 'uuid'>> =>
  bodyOfAnswer(
    api.POST('/api/v2/imports.json', { body, params: { header: { 'Idempotency-Key': crypto.randomUUID() } } }),
  );

/** Goes on with that where it has failed. */
export const goOnWithPull = (api: Api, uuid: string, token: string): Promise<unknown> =>
  bodyOfAnswer(
    api.POST('/api/v2/imports.json', {
      params: { query: { uuid } },
      body: { action: 'pull' as const, textit: { token } },
    }),
  );

/** Milliseconds between two looks at files that are being read. */
const LOOK_MS = 700;

/** An import with what its last preview has found, looked at again while its files are read. */
export function useImport(uuid: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['imports', uuid],
    async queryFn(): Promise<Import> {
      const { results } = await bodyOfAnswer(api.GET('/api/v2/imports.json', { params: { query: { uuid } } }));
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
  const params = { query: { import: uuid } };
  await bodyOfAnswer(api.POST('/api/v2/import_reports.json', { params, body: {} }));
  for (;;) {
    const { results } = await bodyOfAnswer(api.GET('/api/v2/import_reports.json', { params }));
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
    queryFn: async () => (await bodyOfAnswer(api.GET('/api/v2/import_mappings.json'))).results,
  });
}
