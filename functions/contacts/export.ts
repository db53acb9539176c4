import * as z from 'zod/mini';
import { readContact } from '../../shared/data/contacts/index.ts';
import { CursorError } from '../../shared/data/paging/index.ts';
import { type Contact, isTombstone, type Tombstone } from '../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { ShownPage } from '../../shared/lambda/http/answer-size.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { notFound } from '../../shared/lambda/http/errors.ts';
import { listPage, PAGING } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { erasureOf, showErasures } from '../../shared/services/erasures/find.ts';
import { HELD, type Held, SECTIONS, showWord } from './export-sections.ts';

/** Where an export continues: the section, and the cursor in it. */
interface Place {
  readonly section: number;
  readonly cursor: string | undefined;
}

/** GET contact_export.json: all that is held of a person, or left of a deleted one. Read forwards only. */
export const exportContact = endpoint({
  summary: 'Everything that is held of a contact',
  /** One record about a person; its other keys depend on its kind. */
  answers: pagesOf(z.looseObject({ kind: z.enum(HELD) })),
  roles: ['administrator'],
  params: { contact: required(byUuid('the contact')), ...PAGING },
  parse: ({ query }) => ({ uuid: requireUuid<ContactId>(query, 'contact'), place: placeOf(query['cursor']) }),
  async handle({ uuid, place }, context) {
    const { runtime, caller } = context;
    const item = await readContact(runtime.data, caller.workspace, uuid, { consistent: true });
    if (item === null) throw notFound();
    return ok(
      await listPage(context, (limit) =>
        isTombstone(item) ? ofDeleted(item, context) : ofContact(item, { ...place, limit }, context),
      ),
    );
  },
  audit: ({ uuid }, { query }) => (query['cursor'] ? null : { kind: 'contact.exported', about: uuid }),
});

/** Sections are read forwards: their cursors begin with `n`, or are numbers. */
const SHAPE = /^(\d):(n.*|\d{1,6})?$/;

function placeOf(cursor: string | undefined): Place {
  if (!cursor) return { section: 0, cursor: undefined };
  const [, section = '', inner] = SHAPE.exec(cursor) ?? [];
  if (section === '' || Number(section) >= SECTIONS.length) throw new CursorError(cursor);
  return { section: Number(section), cursor: inner };
}

async function ofContact(
  contact: Contact,
  { limit, ...begin }: Place & { readonly limit: number },
  context: RequestContext,
): Promise<ShownPage<Held>> {
  const shown: Held[] = [];
  let { section, cursor } = begin;
  while (section < SECTIONS.length && shown.length < limit) {
    const part = await SECTIONS[section]?.(contact, { limit: limit - shown.length, cursor }, context);
    shown.push(...(part?.held ?? []));
    cursor = part?.cursor ?? undefined;
    if (cursor === undefined) section++;
  }
  const next = section < SECTIONS.length ? `${section}:${cursor ?? ''}` : null;
  return { shown, cursor: next, previous: null };
}

async function ofDeleted(deleted: Tombstone, { runtime, caller }: RequestContext): Promise<ShownPage<Held & object>> {
  const { uuid, modifiedOn, createdOn, optOut, lastChange } = deleted;
  const found = await erasureOf(runtime.data, caller.workspace, uuid);
  const tombstone = {
    kind: 'tombstone' as const,
    uuid,
    created_on: formatInstant(createdOn),
    deleted_on: formatInstant(modifiedOn),
    opt_out: optOut,
    last_word: showWord(deleted),
    job: lastChange.job ?? null,
  };
  const shown = await showErasures(runtime.data, caller.workspace, found === null ? [] : [found]);
  const erasures = shown.map((one) => ({ kind: 'erasure' as const, ...one }));
  return { shown: [tombstone, ...erasures], cursor: null, previous: null };
}
