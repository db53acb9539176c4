import { randomUUID } from 'node:crypto';
import { changeContact, createContact, findOwners } from '../../shared/data/contacts/index.ts';
import { CONFLICT, RACES, retryOnConflict } from '../../shared/data/dynamo/index.ts';
import { apply } from '../../shared/domain/contacts/apply.ts';
import type { Change, Contact } from '../../shared/domain/contacts/contact.ts';
import { newContact } from '../../shared/domain/contacts/new-contact.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { answerBy, type EventType, effectOf } from './effect.ts';

type Asked = Pick<Request, 'runtime' | 'caller' | 'assets' | 'now' | 'change'>;

interface Met {
  readonly contact: Contact;
  /** The event is nothing to this contact. */
  readonly ignored: boolean;
}

/** Lets the event have its effect on whoever has the URN; somebody unknown becomes a contact (TextIt 2.8). */
export async function meet(asked: Asked, type: EventType, urn: string, at: Instant): Promise<Met> {
  const { runtime, caller } = asked;
  const identity = identityOf(urn);
  // A deletion or another creation may come between reading the owner and the change.
  return retryOnConflict(RACES, 'the owner of a URN', async () => {
    const owner = (await findOwners(runtime.data, caller.workspace, [identity])).get(identity);
    const met =
      owner && 'owner' in owner ? await touch(asked, type, owner.owner, urn, at) : await welcome(asked, type, urn, at);
    return met ?? CONFLICT;
  });
}

const changeOf = ({ change }: Asked): Change => ({ ...change, via: 'event' });

/** The event's effect on a known contact; null when it was deleted meanwhile. */
async function touch(asked: Asked, type: EventType, uuid: ContactId, urn: string, at: Instant): Promise<Met | null> {
  const { runtime, caller, assets, now } = asked;
  const applying = { now, change: changeOf(asked), taken: new Set<string>() };
  let ignored = false;
  const result = await changeContact(runtime.data, caller.workspace, uuid, {}, (contact) => {
    const effect = effectOf(type, contact, at);
    ignored = effect.length === 0;
    // Being seen is last.
    return apply(contact, effect.toSpliced(-1, 0, ...answerBy(urn, contact)), assets, applying);
  });
  return 'contact' in result ? { contact: result.contact, ignored } : null;
}

/** A new contact with the URN, on whom the event has its effect at once; null when somebody else was quicker. */
async function welcome(asked: Asked, type: EventType, urn: string, at: Instant): Promise<Met | null> {
  const { runtime, caller, assets, now } = asked;
  const applying = { now, change: changeOf(asked), taken: new Set<string>() };
  const uuid = randomUUID() as string as ContactId;
  const result = await createContact(runtime.data, caller.workspace, [identityOf(urn)], (optOut) => {
    const contact = newContact({ uuid, now, change: applying.change, optOut });
    const arrival = [{ type: 'urns', urns: [urn], modification: 'set' }, { type: 'regroup' }] as const;
    return apply(contact, [...arrival, ...effectOf(type, contact, at)], assets, applying).contact;
  });
  return result.ok ? { contact: result.contact, ignored: false } : null;
}
