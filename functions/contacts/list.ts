import { readContacts } from '../../shared/data/contacts.ts';
import { findOwners } from '../../shared/data/identities.ts';
import { listByModified, listFolder } from '../../shared/data/lists.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import { identityOf, normalizeUrn } from '../../shared/domain/contacts/urns.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { endpoint, ok, type Request } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { PAGE_SIZE, page, pageOf } from '../../shared/lambda/page.ts';
import { flagParam, timeParam, uuidParam } from '../../shared/lambda/params.ts';
import { contactSchema, showContact } from './present.ts';

const LISTED = ['active', 'dormant', 'archived', 'stopped', 'blocked'] as const;
type Listed = (typeof LISTED)[number];

interface Found {
  readonly uuids: readonly ContactId[];
  readonly cursor: string | null;
}

const NOBODY: Found = { uuids: [], cursor: null };

/** GET contacts.json: all that are not deleted, newest `modified_on` first (TextIt 6.3), or one folder of them. */
export const listContacts = endpoint({
  summary: 'List contacts',
  params: {
    uuid: 'only this contact',
    urn: 'only the contact with this URN',
    folder: 'only one folder: active (dormant ones included), dormant, archived, stopped or blocked',
    deleted: 'only deleted contacts, as tombstones',
    before: 'modified at or before this time',
    after: 'modified at or after this time',
    reverse: 'oldest first',
    expand_urns: 'URNs as objects',
    cursor: 'where the last page ended',
  },
  answers: { 200: pageOf(contactSchema) },
  async handle(request) {
    const { uuids, cursor } = await find(request);
    const { data } = request.runtime;
    const found = await readContacts(data, request.caller.workspace, uuids);
    const deleted = flagParam(request.query, 'deleted');
    const showing = { expandUrns: flagParam(request.query, 'expand_urns') };
    const results = uuids.flatMap((uuid) => {
      const item = found.get(uuid);
      return item && isTombstone(item) === deleted ? [showContact(item, request.assets, showing)] : [];
    });
    return ok(page(request, results, cursor));
  },
});

async function find(request: Request): Promise<Found> {
  const { query, runtime, caller } = request;
  const uuid = uuidParam<ContactId>(query, 'uuid');
  if (query['urn'] !== undefined) return findByUrn(request, query['urn'], uuid);
  if (uuid) return { uuids: [uuid], cursor: null };
  const place = { limit: PAGE_SIZE, ...(query['cursor'] !== undefined && { cursor: query['cursor'] }) };
  if (query['folder'] !== undefined)
    return listFolder(runtime.data, caller.workspace, folderOf(query['folder']), place);
  const before = timeParam(query, 'before');
  const after = timeParam(query, 'after');
  if (before === null || after === null) return NOBODY;
  return listByModified(runtime.data, caller.workspace, {
    ...place,
    deleted: flagParam(query, 'deleted'),
    reverse: flagParam(query, 'reverse'),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  });
}

async function findByUrn({ runtime, caller, assets }: Request, text: string, uuid?: ContactId): Promise<Found> {
  if (assets.settings.anon) throw refuse('URN lookups not allowed for anonymous organizations');
  const normal = normalizeUrn(text, assets.settings.country);
  if (!normal.ok) throw refuse(`Invalid URN: ${text}`);
  const identity = identityOf(normal.urn);
  const owner = (await findOwners(runtime.data, caller.workspace, [identity])).get(identity);
  if (!owner || !('owner' in owner) || (uuid && uuid !== owner.owner)) return NOBODY;
  return { uuids: [owner.owner], cursor: null };
}

function folderOf(text: string): Listed {
  const folder = LISTED.find((name) => name === text.toLowerCase());
  if (!folder) throw refuse(`Param 'folder': ${text} is not one of ${LISTED.join(', ')}.`);
  return folder;
}
