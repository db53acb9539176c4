/** A workspace whose tables a test damages, and what the checker then says of it. */
import { createHmac } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { auditAll } from '../../../../functions/audit/audit.ts';
import { abandonRecount } from '../../../../shared/data/counts/index.ts';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import {
  addRepairCounts,
  NO_REPAIRS,
  type RepairCounts,
  roundsInMemory,
} from '../../../../shared/data/repair/index.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';
import type { Runtime } from '../../../../shared/lambda/invocation/runtime.ts';
import { repairWorkspace } from '../../../../shared/services/audit/repair-workspace.ts';
import { auditOn } from '../../../../shared/services/audit/round.ts';
import { shown, violationsOf } from '../../../support/checker/checker.ts';
import type { About } from '../../../support/checker/checking.ts';
import { type Item, readTables, type Tables } from '../../../support/checker/tables.ts';
import type { InProcessStage } from '../../../support/in-process/clients.ts';
import { memoryFiles } from '../../../support/in-process/files.ts';

export type OfTable = 'contacts' | 'workspace';

/** Between two repairs, in microseconds: for less the stream may still bring what was deleted. */
export const BETWEEN = 7 * 3_600_000_000;
const hash = (text: string) => createHmac('sha256', 'a key for tests').update(text).digest('base64url');

export class Damaged {
  readonly stage: InProcessStage;
  readonly workspace: WorkspaceId;
  /** Runs ahead of the service's, so that nothing is under way when a repair begins. */
  clock: Instant;
  /** What the audit has told of its repairs: in its log, and to the metric. */
  told: { log: RepairCounts; metric: number } = { log: NO_REPAIRS, metric: 0 };

  constructor(stage: InProcessStage, workspace: WorkspaceId) {
    this.stage = stage;
    this.workspace = workspace;
    this.clock = stage.service.runtime.now();
  }

  get data(): Data {
    return this.stage.service.runtime.data;
  }

  later(micros = BETWEEN): Instant {
    this.clock = instant(this.clock + micros);
    return this.clock;
  }

  settle(): Promise<void> {
    return this.stage.service.settle({ ...this.stage.service.runtime, now: () => this.clock });
  }

  tables(): Promise<Tables> {
    return readTables(this.data);
  }

  /** What the checker says, one line a violation. */
  async wrong(except: readonly About[] = []): Promise<readonly string[]> {
    const check = { hash, now: this.clock / 1000, workspace: this.workspace, except };
    return shown(violationsOf(await this.tables(), check));
  }

  /** Puts items in the place of one. */
  async replace(table: OfTable, item: Item, by: readonly Item[]): Promise<void> {
    const { documents, contactsTable, workspaceTable } = this.data;
    const TableName = table === 'contacts' ? contactsTable : workspaceTable;
    const { pk, sk } = item;
    // Not first out and then in again: the stream would take it for a deletion.
    if (!by.some((one) => one.pk === pk && one.sk === sk))
      await documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    for (const one of by) await documents.send(new PutCommand({ TableName, Item: one }));
  }

  /** One run of the nightly audit, some minutes after the last; what follows from it is done. */
  async auditRun(minutes = 5, as: Partial<Pick<Runtime, 'data' | 'files'>> = {}): Promise<ReturnType<typeof auditAll>> {
    this.later(minutes * 60_000_000);
    const { runtime } = this.stage.service;
    const now = () => this.clock;
    return auditAll({ ...runtime, now, ...this.#noting(runtime), ...as }).finally(() => this.settle());
  }

  /** A log and a metric that keep what they are told of repairs. */
  #noting({ logger, metrics }: Runtime): Pick<Runtime, 'logger' | 'metrics'> {
    const warn = (_: string, { mended = NO_REPAIRS }: { mended?: RepairCounts }) => {
      this.told.log = addRepairCounts(this.told.log, mended);
    };
    const addMetric = (_name: string, _unit: string, value: number) => {
      this.told.metric += value;
    };
    return {
      logger: Object.assign(Object.create(logger), { warn, error: () => {} }),
      metrics: Object.assign(Object.create(metrics), { addMetric, publishStoredMetrics: () => {} }),
    };
  }

  /** The round of the next night. */
  async auditRound(): Promise<RepairCounts> {
    this.later(24 * 3_600_000_000);
    let mended = NO_REPAIRS;
    for (let runs = 0; runs < 20; runs++) {
      const { looked: _, ended, broken: __, ...found } = await this.auditRun();
      mended = addRepairCounts(mended, found);
      if (ended === 1) return mended;
    }
    throw new Error('The round came to no end');
  }

  /** As the command does it; its waits pass at once. */
  async repair(): Promise<RepairCounts> {
    this.later();
    const wait = async (ms: number) => {
      this.later(ms * 1000);
      await this.settle();
    };
    const { data, logger } = this.stage.service.runtime;
    const repairing = { data, files: memoryFiles(), logger, now: () => this.clock, wait, say: () => {} };
    const { mended } = await repairWorkspace(repairing, this.workspace);
    this.later();
    await this.settle();
    return mended;
  }
}

/**
 * A round that has begun some minutes ago, and does not count; the work of it is returned. Otherwise it would wait for
 * the stream, and compare what nobody changes any more.
 */
export async function begunRound(
  { service: { runtime } }: InProcessStage,
  workspace: WorkspaceId,
  { data, now }: Pick<Runtime, 'data'> & { readonly now: Instant },
): Promise<() => ReturnType<typeof auditOn>> {
  const round = {
    rounds: roundsInMemory(),
    files: memoryFiles(),
    logger: runtime.logger,
    workspaces: async () => [workspace],
    tell: () => {},
  };
  await auditOn({ ...round, data: runtime.data, now: () => instant(now - 200_000_000) }, now);
  await abandonRecount(runtime.data, workspace);
  return () => auditOn({ ...round, data, now: () => now }, instant(now + 1));
}
