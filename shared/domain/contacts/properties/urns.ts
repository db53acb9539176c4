import * as z from 'zod/mini';
import { wrong } from '../../cells/record.ts';
import { listValue } from '../../template-values/value.ts';
import type { Assets } from '../../workspace.ts';
import { MASK, maskUrn } from '../anon.ts';
import type { Contact } from '../contact.ts';
import { type ModifyUrns, modifyUrns, URN_LIMIT } from '../modifiers/urns.ts';
import { SCHEMES } from '../urn-schemes.ts';
import { identityOf, isUrnError, parseUrn } from '../urns.ts';
import type { ExportColumn } from './exported.ts';
import type { HistoryEvents } from './history-events.ts';
import { type Imported, title } from './imported.ts';
import { shownAs } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { unlessEmpty } from './stored.ts';
import { takeUrns, urnColumns } from './urns-imported.ts';

interface UrnsChanged {
  readonly urns: readonly string[];
}

const events: HistoryEvents<'contact_urns_changed', UrnsChanged> = {
  type: 'contact_urns_changed',
  between: (before, { urns }) => (sameList(before.urns, urns) ? [] : [{ type: 'contact_urns_changed', urns }]),
  follow: (contact, { urns }) => ({ ...contact, urns }),
  known: (played, contact, urns) => ({ urns: sameList(played.urns, urns) ? contact.urns : played.urns }),
};

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((item, i) => item === b[i]));

function schemeAndPath(urn: string): readonly (readonly [string, string])[] {
  const parsed = parseUrn(urn);
  return isUrnError(parsed) ? [] : [[parsed.scheme, parsed.path]];
}

/** As templates see them: without their channel, or only their schemes in an anonymous workspace. */
export const urnTexts = ({ urns }: Contact, { settings }: Assets): readonly string[] =>
  urns.map((urn) => (settings.anon ? maskUrn(urn) : urn.replace(/\?[^#]*/, '')));

interface ExpandedUrn {
  readonly channel: null;
  readonly scheme: string;
  readonly path: string;
  readonly display: string | null;
}

const shown = shownAs(
  z.array(
    z.union([
      z.string(),
      z.object({ channel: z.null(), scheme: z.string(), path: z.string(), display: z.nullable(z.string()) }),
    ]),
  ),
  ({ urns }, { settings }, { expandUrns = false }) =>
    urns.map((urn) => (expandUrns ? expandedUrn(urn, settings.anon) : shownUrn(urn, settings.anon))),
  () => [],
);

/** The URN without channel and display; only its scheme in an anonymous workspace. */
const shownUrn = (urn: string, anon: boolean): string => (anon ? maskUrn(urn) : identityOf(urn));

function expandedUrn(urn: string, anon: boolean): ExpandedUrn {
  const parsed = parseUrn(urn);
  if (isUrnError(parsed)) throw new Error('A stored URN cannot be read');
  const { scheme, path, display } = parsed;
  return { channel: null, scheme, path: anon ? MASK : path, display: anon ? null : (display ?? null) };
}

const asStored = (urn: string): string => urn;

/** None in an anonymous workspace. A cell with several has all of them, whatever they contain. */
const exported: ExportColumn<readonly string[]> = {
  header: null,
  isUsual: true,
  type: 'texts',
  of: ({ urns }, { settings }) => (settings.anon ? [] : urns),
  cell: (urns) => urns.map(asOne).join(', '),
  json: (urns) => urns,
};

const asOne = (urn: string): string =>
  urn.replace(/[,;|]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

interface UrnsPart {
  /** In normal form, in the order of their columns. */
  urns: string[];
}

/** By the scheme in the column or the cell. Addresses are only added. */
const imported: Imported<'urn', UrnsPart, ModifyUrns> = {
  blank: () => ({ urns: [] }),
  targets: {
    urn: {
      ...title<UrnsPart>(['urn', 'urns', 'address', 'destination'], (row, { text, exact }, { settings }, scheme) =>
        takeUrns(row.urns, scheme || null, text, { country: settings.country, exact }),
      ),
      about: {
        get names() {
          return urnColumns();
        },
        problem: (scheme) => (scheme === '' || SCHEMES.has(scheme) ? null : { code: 'export_no_scheme', scheme }),
      },
    },
  },
  check: ({ urns }) =>
    urns.length > URN_LIMIT
      ? wrong('too_large', { code: 'row_many_addresses', count: urns.length, most: URN_LIMIT })
      : null,
  modifiers: ({ urns }) => (urns.length === 0 ? [] : [{ type: 'urns', urns, modification: 'append' }]),
};

/** The contact's addresses, the preferred one first (TextIt 1.6). `modifyUrns` changes them. */
export const urns = {
  label: 'URNs',
  blank: () => [],
  stored: unlessEmpty('urns', asStored, asStored),
  bytes: 'counted',
  modifiers: { urns: modifyUrns },
  events,
  undo: null,
  query: { names: ['urns'], values: { urns: (contact) => contact.urns.flatMap(schemeAndPath) }, added: null },
  template: {
    urns: (contact, assets) => listValue(urnTexts(contact, assets)),
    urn: (contact, assets) => urnTexts(contact, assets)[0] ?? null,
  },
  api: { urns: shown },
  export: { urns: exported },
  import: imported,
  bus: { urns: published((contact) => contact.urns) },
  sort: 'own',
  input: 'own',
} as const satisfies Property<'urns'>;
