import * as z from 'zod/mini';
import type { Neighbours } from '../../shared/data/paging/index.ts';
import type { Contact, Tombstone } from '../../shared/domain/contacts/contact.ts';
import { pageSchema } from '../../shared/lambda/http/answers.ts';
import { named } from '../../shared/lambda/http/presenter.ts';
import { snapshotShown } from '../../shared/lambda/http/snapshot.ts';
import { carrierShown } from './carrier.ts';
import { contactSchema } from './present.ts';

/** A contact in a list, whole or with the keys that `fields` names. `carrier`: for one named by uuid or URN. */
const rowSchema = z.extend(z.partial(contactSchema), {
  uuid: z.uuid(),
  version: z.optional(z.int()),
  carrier: z.optional(z.array(carrierShown.schema)),
});

/** `candidates`: how many contacts to look at in all, at most, according to the counts. */
const progressKeys = { looked_at: z.int(), candidates: z.int() } as const;

/** For a search: `partial` (ended before it was full), `progress`; with `total=true` the matches, and if `exact`. */
export const contactListSchema = named(
  'ContactPage',
  z.extend(pageSchema(rowSchema), {
    query: z.optional(z.string()),
    partial: z.optional(z.boolean()),
    progress: z.optional(z.object(progressKeys)),
    total: z.optional(z.object({ count: z.int(), exact: z.boolean(), ...progressKeys })),
    snapshot: z.optional(snapshotShown.schema),
  }),
);

/** A page of contacts before it is shown. */
export interface ContactsPage extends Neighbours {
  readonly items: readonly (Contact | Tombstone)[];
  /** Further keys of the answer. */
  readonly more?: Omit<z.output<typeof contactListSchema>, 'next' | 'previous' | 'results'>;
}

/** Which page, and how many contacts at most. */
export interface PageAt {
  readonly cursor: string | undefined;
  readonly limit: number;
}
