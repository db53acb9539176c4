/** Requests that succeed, of the rows that the tests of all endpoints play. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Method } from '../../shared/lambda/http/endpoint.ts';

const FOLDER = join(import.meta.dirname, '../../test/cases/endpoints');

interface Good {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type Rows = Readonly<Record<string, Partial<Record<Method, { readonly good: Good }>>>>;

const ROWS: Rows = Object.assign(
  {},
  ...readdirSync(FOLDER).map((file) => JSON.parse(filled(readFileSync(join(FOLDER, file), 'utf8')))),
);

/** What a request of an endpoint may be; empty where a request says nothing. */
export const exampleOf = (name: string, method: Method): Good => ROWS[name]?.[method]?.good ?? {};

/** Names of the workspace of the tests, as a reader may have them: addresses, the key of a field, and uuids. */
function filled(rows: string): string {
  const texts: Readonly<Record<string, string>> = {
    urn: 'tel:+250788123123',
    suppressed: 'tel:+250788123124',
    field: 'expected_on',
  };
  return rows.replace(/\{([a-z]+)\}/gi, (_, name: string) => texts[name] ?? '6b1e0f0a-4d9b-4c55-9d3b-0c5b8f6f1a2e');
}
