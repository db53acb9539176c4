import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Change } from '../../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import { isOut, isOvertaken, keepsOptOut } from '../../../../shared/domain/contacts/opt-out/imported.ts';
import {
  type Foreseen,
  foreseenOfChange,
  foreseenOfLook,
  NOTHING_FORESEEN,
  sumOfForeseen,
} from '../../../../shared/domain/costs/forecast.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { modifiersFor } from '../../../../shared/domain/imports/change.ts';
import type { Fate, PartRow } from '../../../../shared/domain/imports/plan.ts';
import type { Row } from '../../../../shared/domain/imports/row.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import type { NewAssets } from './new-assets.ts';
import type { OptedOut } from './opted-out.ts';
import type { PartWriter } from './parts.ts';
import type { NumberedRow, RowContact } from './row-contacts.ts';

/** A row as it is stored, with its contact. */
export interface AcceptedRow {
  readonly uuid: ContactId;
  readonly row: PartRow;
  readonly foreseen: Foreseen;
}

export interface AcceptingRows {
  readonly now: Instant;
  readonly change: Change;
  readonly newAssets: NewAssets;
  readonly optedOut: OptedOut;
  readonly parts: PartWriter<AcceptedRow>;
}

/** The worker looks for a new contact, and at any other as of now and once more. */
const ONE_READ: Foreseen = { ...NOTHING_FORESEEN, reads: 1 };
const LOOKS = 3;

/** The imported rows: counts their effects on contacts, and notes what they need of the workspace. */
export class AcceptedRows {
  readonly counts = { created: 0, updated: 0, unchanged: 0 };
  /** By fate, what the contacts together consume. */
  readonly foreseen: Record<Fate, Foreseen> = {
    created: NOTHING_FORESEEN,
    updated: NOTHING_FORESEEN,
    unchanged: NOTHING_FORESEEN,
  };
  readonly optOuts = {
    found: 0,
    given: 0,
    kept: 0,
    overtaken: 0,
    created_out: 0,
    updated_out: 0,
    unchanged_out: 0,
  };
  readonly #of: AcceptingRows;

  constructor(of: AcceptingRows) {
    this.#of = of;
  }

  async take(numbered: NumberedRow, found: RowContact): Promise<void> {
    const { newAssets, parts } = this.#of;
    const { uuid, contact } = found;
    const row = this.#of.optedOut.of(numbered.row, uuid);
    newAssets.add(row);
    const foreseen = this.#count(row, found);
    await parts.add({ uuid, row: { ...numbered, row, ...(contact === null && { isNew: true }) }, foreseen });
  }

  /** Counts what a row does, and foresees what that consumes. */
  #count(row: Row, found: RowContact): Foreseen {
    const { contact, refused } = found;
    if (isOut(row)) this.optOuts.found++;
    if (contact !== null && isOvertaken(row, contact)) this.optOuts.overtaken++;
    else if (isOut(row) && contact?.optOut == null) this.optOuts.given++;
    else if (contact === null ? refused : keepsOptOut(row, contact)) this.optOuts.kept++;
    const { assets } = this.#of.newAssets;
    const { contact: after, changed } = this.#apply(row, found, { assets, regroups: contact === null });
    const fate = contact === null ? 'created' : changed ? 'updated' : 'unchanged';
    const change = fate === 'unchanged' ? NOTHING_FORESEEN : foreseenOfChange(contact, after, assets);
    const foreseen = sumOfForeseen(contact === null ? ONE_READ : foreseenOfLook(contact, LOOKS), change);
    this.counts[fate]++;
    if (isOut(row)) this.optOuts[`${fate}_out`]++;
    this.foreseen[fate] = sumOfForeseen(this.foreseen[fate], foreseen);
    return foreseen;
  }

  /** What a row makes of its contact, with assets that may not exist yet. */
  #apply(row: Row, { uuid, contact }: RowContact, { assets, regroups }: { assets: Assets; regroups?: boolean }) {
    const { now, change, newAssets } = this.#of;
    const before = contact ?? newContact({ uuid, now, change });
    const modifiers = modifiersFor(row, before, newAssets.names);
    if (regroups) modifiers.push({ type: 'regroup' });
    return apply(before, modifiers, assets, { now, change, taken: new Set() });
  }
}
