/** The report of an import: a line for each row, which quotes no cell. `row-reasons.json` has the reasons. */
import { describe, expect, it } from 'vitest';
import { type Refused, ROW_REASONS, type RowReason, shared, unquoted } from '../../../../shared/domain/cells/record.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import {
  partKey,
  planKey,
  problemKey,
  pulledKey,
  reportKey,
  sourceKey,
  uploadKey,
} from '../../../../shared/domain/imports/plan.ts';
import {
  isBeingMade,
  outcomeLine,
  type Report,
  refusedLine,
  reportGoneOn,
  reportHead,
  reportLine,
  reportNameOf,
} from '../../../../shared/domain/imports/report.ts';
import { formatInstant, instant } from '../../../../shared/domain/instant.ts';
import type { Outcome } from '../../../../shared/domain/jobs/outcome.ts';
import { CHANGED, CREATED, failed, skipped, UNCHANGED } from '../../../../shared/domain/selection/verdict.ts';
import cases from '../../../cases/imports/row-reasons.json' with { type: 'json' };

const NOW = instant(Date.parse('2026-11-28T10:00:00Z') * 1_000);
const ANN = 'aaaaaaaa-0000-4000-8000-000000000001' as ContactId;

describe('A line of a report', () => {
  const at = { file: 'people.csv', line: 7, optOut: '' } as const;
  const blank = { ...at, reason: '', detail: null, column: '', contact: ANN };
  const lineAfter = (verdict: Outcome['verdict']) => outcomeLine(at, { verdict }, ANN);

  it.each([
    ['created', CREATED],
    ['updated', CHANGED],
    ['unchanged', UNCHANGED],
  ] as const)('says that the contact was %s', (outcome, verdict) => {
    expect(lineAfter(verdict)).toEqual({ ...blank, outcome });
  });

  it('says why the contact was left as it was', () => {
    expect(lineAfter(skipped('deleted'))).toEqual({
      ...{ ...blank, outcome: 'skipped', reason: 'deleted', detail: { code: 'run_deleted' } },
    });
    expect(lineAfter(skipped('duplicate'))).toEqual({ ...blank, outcome: 'skipped', reason: 'duplicate' });
  });

  it.each([
    ['address_taken', 'run_address_taken'],
    ['too_large', 'cell_too_large'],
    ['rows_gone', 'run_rows_gone'],
    ['worker', 'run_worker'],
    ['error', 'run_error'],
    ['too_many_jobs', 'run_too_many_jobs'],
  ] as const)('says why it failed: %s', (reason, code) => {
    expect(lineAfter(failed(reason))).toEqual({ ...blank, outcome: 'failed', reason, detail: { code } });
  });

  it('says that the job has not come to it, and of a deleted contact nothing', () => {
    expect(outcomeLine(at, null, null)).toEqual({ ...blank, outcome: 'pending', contact: null });
  });

  it('quotes no cell of a refused row', () => {
    const refused: Refused = {
      ...{ file: 0, line: 7, number: 6, reason: 'invalid_address', column: 'Phone' },
      problem: { code: 'row_no_address', text: '0788 secret' },
    };
    expect(refusedLine(refused, 'people.csv')).toEqual({
      ...{ ...blank, outcome: 'invalid', reason: 'invalid_address', contact: null },
      ...{ detail: { code: 'cell_no_address' }, column: 'Phone' },
    });
    const { column: _, ...without } = refused;
    expect(refusedLine(without, 'people.csv').column).toBe('');
  });

  it('is run by no spreadsheet', () => {
    expect(reportHead).toBe('\ufefffile,line,outcome,reason,detail,column,contact,opt_out\r\n');
    const line = { ...blank, file: '=1.csv', outcome: 'failed', reason: 'error', column: '@Phone' } as const;
    expect(reportLine(line, '+cmd')).toBe(`'=1.csv,7,failed,error,'+cmd,'@Phone,${ANN},\r\n`);
    expect(reportLine({ ...line, contact: null }, '')).toBe("'=1.csv,7,failed,error,,'@Phone,,\r\n");
  });
});

describe('A refused row', () => {
  const own = { code: 'row_no_address', text: 'secret' } as const;

  it.each(cases)('for $reason is told without its cells', ({ reason, row, rows }) => {
    expect(unquoted({ reason: reason as RowReason, problem: own })).toEqual(row === null ? own : { code: row });
    expect(shared(reason as RowReason)).toEqual({ code: rows });
  });

  it('has one of the reasons in the table', () => {
    expect(cases.map(({ reason }) => reason)).toEqual(ROW_REASONS);
  });
});

describe('A report', () => {
  const asked: Report = {
    rows: 'all',
    attempt: 'a',
    job: 'j' as Report['job'],
    askedOn: NOW,
    file: null,
    problem: null,
  };
  const file = { making: 'm', rows: 1, bytes: 1, madeOn: NOW };
  const later = (minutes: number) => instant(NOW + minutes * 60_000_000);

  it('is awaited for three quarters of an hour, unless it is there or cannot be made', () => {
    expect(isBeingMade(asked, later(44.9))).toBe(true);
    expect(isBeingMade(asked, later(45))).toBe(false);
    expect(isBeingMade({ ...asked, file }, NOW)).toBe(false);
    expect(isBeingMade({ ...asked, problem: 'gone' }, NOW)).toBe(false);
  });

  it('is kept for a day under the name of its day', () => {
    expect(formatInstant(reportGoneOn(file))).toBe('2026-11-29T10:00:00Z');
    expect(reportNameOf({ rows: 'all' }, file)).toBe('import-report-2026-11-28.csv');
    expect(reportNameOf({ rows: 'refused' }, file)).toBe('import-refused-2026-11-28.csv');
  });
});

it('Nothing that belongs to an import is where something else of it, or of another, is', () => {
  const keys = ['w1', 'w2'].flatMap((workspace) =>
    ['i1', 'i2'].flatMap((uuid) => [
      ...[uploadKey(workspace, uuid, 0), pulledKey(workspace, uuid, '0'), sourceKey(workspace, uuid)],
      ...[planKey({ workspace, uuid, job: 'j' }), problemKey({ workspace, uuid, job: 'j' })],
      reportKey(workspace, uuid, '0'),
      ...(['parts', 'refusedParts', 'named'] as const).map((kind) =>
        partKey(
          { workspace, uuid, job: 'j' },
          { ranges: [{ attempt: 'a', parts: 1, refusedParts: 1, named: 1 }] },
          kind,
          0,
        ),
      ),
    ]),
  );
  expect(new Set(keys).size).toBe(36);
  for (const key of keys) expect(key).toMatch(/^imports\/w[12]\/i[12]\/[a-z]/);
});
