import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLog } from '../../../shared/lambda/invocation/log.ts';

const thrownBy = (work: () => unknown): Error => {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown');
};

const refused = (name: string, message: string) =>
  new DynamoDBServiceException({ name, message, $fault: 'client', $metadata: {} });

describe('An error in a log', () => {
  let lines: string[] = [];
  beforeEach(() => {
    lines = [];
    vi.stubEnv('POWERTOOLS_DEV', 'true');
    vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
  });
  afterEach(() => vi.unstubAllEnvs());

  const written = (error: Error): string => {
    const log = openLog();
    log.setLogLevel('ERROR');
    log.error('failed', error);
    log.error('failed', { error, contact: 'a uuid' });
    expect(lines).toHaveLength(2);
    return lines.join('\n');
  };

  it('is named, with its message, and where it was thrown', () => {
    const line = written(new TypeError('x is not a function', { cause: new Error('y') }));
    expect(line).toMatch(/"name": "TypeError",\s*"location": "[^"]+",\s*"message": "x is not a function"/);
    expect(line).toMatch(/"stack": \[\s*"TypeError: x is not a function",\s*"\s+at \S*log\.test\.ts/);
    expect(line).toContain('"message": "y"');
    expect(line).toContain('a uuid');
  });

  it.each([
    ['JSON that cannot be read', thrownBy(() => JSON.parse('Zibarinda'))],
    ['JSON of several lines', thrownBy(() => JSON.parse('{\nZibarinda'))],
    ['digits that are none', thrownBy(() => BigInt('Zibarinda'))],
    ['a value that DynamoDB refuses', refused('ValidationException', 'The parameter cannot be converted: Zibarinda')],
    ['the cause of another', new Error('outer', { cause: refused('SerializationException', 'Zibarinda') })],
    ['an item that it carries', Object.assign(new Error('a condition'), { Item: { name: { S: 'Zibarinda' } } })],
  ])('does not quote %s', (_, error) => {
    expect(written(error)).not.toContain('Zibarinda');
  });
});
