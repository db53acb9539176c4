import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConflictException,
  DeleteOptedOutNumberCommand,
  DescribeOptedOutNumbersCommand,
  type OptedOutNumberInformation,
  PinpointSMSVoiceV2Client,
  PutOptedOutNumberCommand,
  ResourceNotFoundException,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { light } from '../../data/dynamo/index.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import {
  type CarrierOptOut,
  NumberRefusedError,
  type OptOutLists,
  type Removal,
} from '../../messages/opt-out-lists.ts';

/** The most that one answer holds. */
const MAX_RESULTS = 100;

/** A throttled call is repeated, each time later. */
const ATTEMPTS = 6;

export function openOptOutLists(
  client = new PinpointSMSVoiceV2Client({ ...light(), maxAttempts: ATTEMPTS }),
): OptOutLists {
  return {
    async page(OptOutListName, NextToken) {
      const request = { OptOutListName, MaxResults: MAX_RESULTS, ...(NextToken !== null && { NextToken }) };
      const answer = await client.send(new DescribeOptedOutNumbersCommand(request));
      return { numbers: (answer.OptedOutNumbers ?? []).map(optedOut), next: answer.NextToken || null };
    },
    find: (OptOutListName, number) =>
      unless(isAbsent, null, async () => {
        const request = { OptOutListName, OptedOutNumbers: [number] };
        const { OptedOutNumbers = [] } = await client.send(new DescribeOptedOutNumbersCommand(request));
        return OptedOutNumbers.map(optedOut)[0] ?? null;
      }),
    async put(OptOutListName, OptedOutNumber) {
      try {
        const request = new PutOptedOutNumberCommand({ OptOutListName, OptedOutNumber });
        return momentOf((await client.send(request)).OptedOutTimestamp);
      } catch (error) {
        if (error instanceof ValidationException)
          throw new NumberRefusedError(error.Reason ?? error.name, { cause: error });
        throw error;
      }
    },
    remove: (OptOutListName, OptedOutNumber) =>
      unless<Removal>(isAbsent, 'absent', () =>
        unless<Removal>(isTooSoon, 'not_yet', async () => {
          await client.send(new DeleteOptedOutNumberCommand({ OptOutListName, OptedOutNumber }));
          return 'removed';
        }),
      ),
  };
}

async function unless<Answer>(
  isExpected: (error: unknown) => boolean,
  instead: Answer,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (isExpected(error)) return instead;
    throw error;
  }
}

/** The number is not in the list; a missing list is the operator's mistake. */
const isAbsent = (error: unknown): boolean =>
  error instanceof ResourceNotFoundException && error.ResourceType === 'opted-out-number';

/** By its reason: the client has a validation error, AWS's documents a conflict. */
const isTooSoon = (error: unknown): boolean =>
  (error instanceof ValidationException || error instanceof ConflictException) &&
  String(error.Reason) === 'PHONE_NUMBER_CANNOT_BE_OPTED_IN';

const optedOut = ({
  OptedOutNumber,
  OptedOutTimestamp,
  EndUserOptedOut,
}: OptedOutNumberInformation): CarrierOptOut => ({
  number: (OptedOutNumber ?? '').replace(/^(?!\+)/, '+'),
  at: momentOf(OptedOutTimestamp),
  byPerson: EndUserOptedOut ?? true,
});

const momentOf = (time: Date | undefined): Instant => instant((time ?? new Date(0)).getTime() * 1_000);

/** The same lists, with at least `interval` milliseconds between the beginnings of two requests. */
export function paced(lists: OptOutLists, interval: number): OptOutLists {
  let next = 0;
  const inTurn = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    const wait = next - Date.now();
    if (wait > 0) await sleep(wait);
    next = Date.now() + interval;
    return ask();
  };
  return {
    page: (list, token) => inTurn(() => lists.page(list, token)),
    find: (list, number) => inTurn(() => lists.find(list, number)),
    put: (list, number) => inTurn(() => lists.put(list, number)),
    remove: (list, number) => inTurn(() => lists.remove(list, number)),
  };
}
