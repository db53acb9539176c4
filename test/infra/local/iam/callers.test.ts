import { describe, expect, test } from 'vitest';
import { keptAssembly } from '../../../../infra/local/assembly/assembly-cache.ts';
import { finder } from '../../../../infra/local/assembly/find.ts';
import { type Resource, readAssembly, type Stack } from '../../../../infra/local/assembly/read.ts';
import { accessDeniedTo } from '../../../../infra/local/iam/callers.ts';
import { permissionsOf } from '../../../../infra/local/iam/roles.ts';

const PLACE = { region: 'eu-west-1', queueUrl: (name: string) => `http://127.0.0.1/${name}` };
const stacks = readAssembly(await keptAssembly());

/** The deployed templates after a change of some resources; those for which it returns null are taken away. */
function denied(change: (resource: Resource) => Resource | null = (resource) => resource): string[] {
  const changed = stacks.map((stack): Stack => {
    const resources = [...stack.resources].flatMap(([id, resource]) => {
      const result = change(resource);
      return result === null ? [] : [[id, result] as const];
    });
    return { ...stack, resources: new Map(resources) };
  });
  const find = finder(changed, PLACE);
  return accessDeniedTo(find, permissionsOf(find));
}

/** Takes an action out of the policy of the role whose name begins so. */
const without = (role: string, action: string) => (resource: Resource) => {
  if (resource.type !== 'AWS::IAM::Policy' || !resource.logicalId.startsWith(role)) return resource;
  const text = JSON.stringify(resource.properties).replaceAll(`"${action}"`, '"none:None"');
  return { ...resource, properties: JSON.parse(text) };
};

test('AWS refuses nothing that the templates wire', () => {
  expect(denied()).toEqual([]);
});

describe('it is noticed when', () => {
  test('a function may not read its queue', () => {
    expect(denied(without('jobswork', 'sqs:DeleteMessage'))).toEqual([
      expect.stringMatching(/^jobs-work may not sqs:DeleteMessage on .*:DormouseService-WorkQueue$/),
    ]);
  });

  test('a function may not read its stream, or report what it gave up', () => {
    expect(denied(without('project', 'dynamodb:GetRecords'))).toEqual([
      expect.stringMatching('project may not dynamodb:GetRecords'),
    ]);
    expect(denied(without('project', 'sqs:SendMessage'))).toEqual([
      expect.stringMatching('project may not sqs:SendMessage'),
    ]);
  });

  test('the scheduler may not call a function', () => {
    expect(denied(without('SchedulesRole', 'lambda:InvokeFunction')).length).toBeGreaterThanOrEqual(3);
  });

  test('the API may not call a function', () => {
    const isOne = ({ type, logicalId }: Resource) =>
      type === 'AWS::Lambda::Permission' && logicalId.startsWith('contactsFunctionApi');
    const all = denied((resource) => (isOne(resource) ? null : resource));
    expect(all).toContain('the API may not call contacts for ANY /api/v2/contacts.json');
    expect(all.filter((one) => !one.startsWith('the API may not call contacts for '))).toEqual([]);
  });

  test('a topic may not send to the queue that is subscribed to it, or to its dead letters', () => {
    const all = denied((resource) => (resource.type === 'AWS::SQS::QueuePolicy' ? null : resource));
    const topics = all.filter((one) => one.startsWith('the topic'));
    expect(topics).toEqual([
      expect.stringMatching(/may not send to DormouseService-InboundQueue$/),
      expect.stringMatching(/may not send to DormouseService-InboundDeadLetters$/),
    ]);
  });

  test('alarms and the budget may not publish, as long as the policy of their topic has only a Deny', () => {
    const all = denied((resource) => (resource.type === 'AWS::SNS::TopicPolicy' ? null : resource));
    expect(all).toContainEqual(expect.stringMatching(/^dormouse-api-5xx may not publish to /));
    expect(all).toContainEqual(expect.stringMatching(/^the budget may not publish to /));
  });
});
