import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Key } from './table.ts';

/** One write to an item, as the stream of its table records it. */
interface StreamRecord<Item> {
  readonly key: Key;
  /** The record's sequence number, which reports it when it could not be handled. */
  readonly sequence: string;
  /** The item before the write, decoded on demand; null when there was none. */
  before(): Item | null;
  /** The item after the write, decoded on demand; null when it was removed. */
  after(): Item | null;
}

/** Reads a stream record that holds both images, of items without bytes. Throws when it lacks a key or number. */
export function readRecord<Item>({ dynamodb }: DynamoDBRecord): StreamRecord<Item> {
  const { Keys, OldImage, NewImage, SequenceNumber: sequence } = dynamodb ?? {};
  const pk = Keys?.['pk']?.S;
  const sk = Keys?.['sk']?.S;
  if (pk === undefined || sk === undefined || sequence === undefined) throw new Error('A record without key or number');
  return {
    key: { pk, sk },
    sequence,
    before: () => itemOf<Item>(OldImage),
    after: () => itemOf<Item>(NewImage),
  };
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

const itemOf = <Item>(image: Image): Item | null =>
  image === undefined ? null : (unmarshall(image as Parameters<typeof unmarshall>[0]) as Item);
