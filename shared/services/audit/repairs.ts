/** Repairs what an audit suspects. An item that cannot be read or mended stops no other. */
import type { Logger } from '@aws-lambda-powertools/logger';
import type { IdentityItem } from '../../data/contacts/index.ts';
import { BusyError, chunks, type Data, eachOf } from '../../data/dynamo/index.ts';
import {
  addRepairCounts,
  NO_REPAIRS,
  type OnMended,
  type RepairCounts,
  type RosterEntry,
  repairContacts,
  repairIdentities,
  repairRosterEntries,
} from '../../data/repair/index.ts';
import type { CountsDelta } from '../../domain/contacts/counts.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

/** Suspects looked at together, and concurrent lots. */
const LOT = 100;
const AT_ONCE = 4;

export interface Repairing {
  readonly data: Data;
  readonly logger: Pick<Logger, 'error' | 'warn'>;
  now(): Instant;
  /** Tells of what was mended in a workspace, once, and before anything else can fail. */
  tell(workspace: WorkspaceId, mended: RepairCounts): void;
}

export class Repairs {
  /** What was mended, by workspace. */
  readonly mended = new Map<WorkspaceId, RepairCounts>();
  /** By how much counts that were counted anew were too high (negative: too low), by workspace. */
  readonly counted = new Map<WorkspaceId, CountsDelta>();
  /** Items, or parts of the work, that failed. */
  broken = 0;
  readonly #repairing: Repairing;

  constructor(repairing: Repairing) {
    this.#repairing = repairing;
  }

  contacts(workspace: WorkspaceId, uuids: readonly ContactId[]): Promise<void> {
    const { data, now } = this.#repairing;
    return this.#each(workspace, [...new Set(uuids)], (some, onMended) =>
      repairContacts(data, workspace, some, now(), onMended),
    );
  }

  rosterEntries(workspace: WorkspaceId, entries: readonly RosterEntry[]): Promise<void> {
    const { data, now } = this.#repairing;
    return this.#each(workspace, entries, (some, onMended) =>
      repairRosterEntries(data, workspace, some, now(), onMended),
    );
  }

  identities(workspace: WorkspaceId, items: readonly IdentityItem[]): Promise<void> {
    const { data } = this.#repairing;
    return this.#each(workspace, items, (some, onMended) => repairIdentities(data, workspace, some, onMended));
  }

  /** Notes and tells what was mended. */
  add(workspace: WorkspaceId, counts: RepairCounts): void {
    const mended = addRepairCounts(NO_REPAIRS, counts);
    if (Object.keys(mended).length === 0) return;
    this.mended.set(workspace, addRepairCounts(this.mended.get(workspace) ?? NO_REPAIRS, mended));
    this.#repairing.tell(workspace, mended);
  }

  /** Runs `work`, whose failure is logged; a busy table ends the run. Returns whether it succeeded. */
  async alone(what: object, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof BusyError) throw error;
      this.broken += 1;
      this.#repairing.logger.error('not audited', { ...what, error: error as Error });
      return false;
    }
  }

  async #each<Suspect>(
    workspace: WorkspaceId,
    suspects: readonly Suspect[],
    repair: (some: readonly Suspect[], onMended: OnMended) => Promise<unknown>,
  ): Promise<void> {
    const mend = async (some: readonly Suspect[]): Promise<void> => {
      let mended = NO_REPAIRS;
      try {
        await repair(some, (one) => {
          mended = addRepairCounts(mended, one);
        });
      } finally {
        // Nobody would find it again, so it is told even when the rest of the lot failed.
        this.add(workspace, mended);
      }
    };
    await eachOf(chunks(suspects, LOT), AT_ONCE, async (some) => {
      try {
        await mend(some);
      } catch (error) {
        if (error instanceof BusyError) throw error;
        for (const one of some) await this.alone({ workspace, suspect: one }, () => mend([one]));
      }
    });
  }
}
