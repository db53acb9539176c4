import { describe, expect, test } from 'vitest';
import { FairOrder } from '../../../../infra/local/sqs/fair-order.ts';

const orderOf = (...messages: string[]): FairOrder<string> => {
  const order = new FairOrder<string>((message) => message.slice(0, 1));
  for (const message of messages) order.add(message);
  return order;
};

const take = (order: FairOrder<string>, count: number): (string | null)[] =>
  Array.from({ length: count }, () => order.next());

describe('the order of a fair queue', () => {
  test('is that of sending, for one group', () => {
    expect(take(orderOf('a1', 'a2', 'a3'), 4)).toEqual(['a1', 'a2', 'a3', null]);
  });

  test('lets a group in whose message comes behind many of another', () => {
    const order = orderOf('a1', 'a2', 'a3', 'a4');
    expect(take(order, 2)).toEqual(['a1', 'a2']);
    order.add('b1');
    order.handled('a1');
    expect(take(order, 2)).toEqual(['b1', 'a3']);
  });

  test('serves groups in turn while each has work', () => {
    const order = orderOf('a1', 'a2', 'a3', 'b1', 'b2', 'c1');
    const taken = Array.from({ length: 6 }, () => {
      const message = order.next() ?? '';
      order.handled(message);
      return message;
    });
    expect(taken).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  test('gives a group that has more in hand less', () => {
    const order = orderOf('a1', 'a2', 'a3');
    take(order, 2);
    for (const message of ['b1', 'b2', 'b3']) order.add(message);
    expect(take(order, 3)).toEqual(['b1', 'b2', 'a3']);
  });
});
