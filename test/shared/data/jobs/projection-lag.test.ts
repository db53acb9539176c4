import { beforeEach, expect, test } from 'vitest';
import { createMeter, type Data } from '../../../../shared/data/dynamo/index.ts';
import { projectionLag, sayProjected } from '../../../../shared/data/jobs/index.ts';
import { unheardSince } from '../../../../shared/data/jobs/projection-lag.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { costOf } from '../calls.ts';
import { NOW } from './samples.ts';

const SECOND = 1_000_000;
let begin = 0;
const at = (seconds: number): Instant => instant(NOW + (begin + seconds) * SECOND);

/** Another process, which remembers nothing of what this one said or heard. */
const another = (data: Data): Data => ({ ...data, meter: createMeter() });

const says = (process: Data, lag: number, now: number) => sayProjected(process, at(now - lag), at(now));
const lagSeenBy = async (process: Data, now: number, unheard: Instant | null = null) =>
  (await projectionLag(process, unheard, at(now))) / SECOND;

describeOnEngines('the lag of the projection', (data) => {
  // Tests share the table.
  beforeEach(() => {
    begin += 10 * 86_400;
  });

  test('is none when nobody has written anything, and none for a shard that is idle', async () => {
    const reader = another(data());
    expect(await lagSeenBy(reader, 0)).toBe(0);
    await says(another(data()), 0, 10);
    expect(await lagSeenBy(reader, 10)).toBe(0);
    // Hours without a change.
    expect(await lagSeenBy(reader, 40_000)).toBe(0);
  });

  test('is that of the shard furthest behind, whichever process got it, until a minute after it is projected', async () => {
    const [one, other, reader] = [another(data()), another(data()), another(data())];
    await says(one, 3_600, 0);
    await says(other, 1, 2);
    expect(await lagSeenBy(reader, 3)).toBe(3_600);
    // The late shard is idle now: nobody speaks for it.
    await says(other, 1, 80);
    expect(await lagSeenBy(reader, 80)).toBe(1);
  });

  test('is not hidden when one process gets batches of a late and of an idle shard in turn', async () => {
    const [process, reader] = [another(data()), another(data())];
    for (let now = 0; now < 60; now += 6) {
      await says(process, 600, now);
      await says(process, 0, now + 1);
      await says(process, 0, now + 5);
      expect(await lagSeenBy(another(reader), now + 5)).toBeGreaterThanOrEqual(600);
    }
    await says(process, 0, 90);
    expect(await lagSeenBy(reader, 90)).toBe(0);
  });

  test('is seen at once when it begins and when it ends, and otherwise told every five seconds', async () => {
    const process = another(data());
    const told: number[] = [];
    for (const [lag, times] of [
      [0, [0, 1, 4.9, 5]],
      [61, [6, 7, 10]],
      [0, [37, 38]],
    ] as const)
      for (const now of times) if ((await costOf(data(), () => says(process, lag, now))).writeUnits > 0) told.push(now);
    expect(told).toEqual([0, 5, 6, 37]);
  });

  test('is told of changes that no job made only when it falls far behind and when it has caught up', async () => {
    const process = another(data());
    const told: number[] = [];
    for (const [now, lag] of [
      [0, 0],
      [20, 1],
      [40, 61],
      [46, 61],
      [60, 0],
      [77, 0],
      [90, 0],
    ] as const) {
      const say = () => sayProjected(process, at(now - lag), at(now), true);
      if ((await costOf(data(), say)).writeUnits > 0) told.push(now);
    }
    expect(told).toEqual([40, 77]);
  });

  test('counts the silence since a write when nobody speaks, and no silence before that', async () => {
    const [writer, speaker] = [another(data()), another(data())];
    await says(speaker, 0, 0);
    // The first write after a quiet day, and more without a word.
    let unheard: Instant | null = null;
    for (const now of [86_400, 86_460, 86_520]) unheard = unheardSince(writer, unheard, at(now));
    expect(await lagSeenBy(writer, 86_520, unheard)).toBe(120);
    await says(speaker, 100, 86_530);
    await says(speaker, 1, 86_600);
    expect(await lagSeenBy(writer, 86_600, unheard)).toBe(1);
    expect(unheardSince(writer, unheard, at(86_610))).toBe(at(86_610));
    // A job that is paused for a day has heard of its last write.
    expect(await lagSeenBy(another(data()), 2 * 86_400, unheard)).toBe(0);
  });

  test('costs half a read unit every five seconds, however many processes there ever were', async () => {
    const reader = another(data());
    for (let process = 0; process < 50; process++) await says(another(data()), 0, process * 100);
    const { readUnits } = await costOf(data(), async () => {
      for (let now = 5_000; now < 5_005; now++) await lagSeenBy(reader, now);
    });
    expect(readUnits).toBe(0.5);
  });
});
