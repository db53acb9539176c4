import { describe, expect, it } from 'vitest';
import { ofType, type Resource, synthesise } from './assembly.ts';

const { data } = synthesise();
const tables = ofType(data, 'AWS::DynamoDB::GlobalTable');
const table = (name: string): Resource => {
  const found = tables.find(([id]) => id.startsWith(name));
  if (!found) throw new Error(`no table ${name}`);
  return found[1];
};

interface TableProperties {
  readonly BillingMode: string;
  readonly SSESpecification: unknown;
  readonly StreamSpecification?: unknown;
  readonly TimeToLiveSpecification: unknown;
  readonly Replicas: readonly {
    readonly DeletionProtectionEnabled: boolean;
    readonly PointInTimeRecoverySpecification: unknown;
  }[];
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string; readonly Projection: unknown }[];
}
const propertiesOf = (name: string): TableProperties => table(name).Properties as unknown as TableProperties;

it('has the two tables and the key for hashes of URNs, and nothing else', () => {
  expect(Object.values(data.Resources).map(({ Type }) => Type)).toEqual([
    'AWS::DynamoDB::GlobalTable',
    'AWS::DynamoDB::GlobalTable',
    'AWS::SecretsManager::Secret',
  ]);
});

it('keeps every resource when the stack is deleted or a resource is replaced', () => {
  for (const resource of Object.values(data.Resources)) {
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
});

describe.each(['Contacts', 'Workspace'])('table %s', (name) => {
  it('cannot be deleted by accident', () => {
    expect(propertiesOf(name).Replicas.map((one) => one.DeletionProtectionEnabled)).toEqual([true]);
  });

  it('can be restored to any point in time', () => {
    expect(propertiesOf(name).Replicas.map((one) => one.PointInTimeRecoverySpecification)).toEqual([
      { PointInTimeRecoveryEnabled: true },
    ]);
  });

  it('is billed per request', () => {
    expect(propertiesOf(name).BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('is encrypted with a key whose use is logged', () => {
    expect(propertiesOf(name).SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
  });

  it('lets items expire', () => {
    expect(propertiesOf(name).TimeToLiveSpecification).toEqual({ AttributeName: 'ttl', Enabled: true });
  });
});

it('streams contacts with both images', () => {
  expect(propertiesOf('Contacts').StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
});

it('does not stream the workspace table', () => {
  expect(propertiesOf('Workspace').StreamSpecification).toBeUndefined();
});

it('indexes contacts twice, with keys only', () => {
  const indexes = propertiesOf('Contacts').GlobalSecondaryIndexes ?? [];
  expect(indexes.map(({ IndexName, Projection }) => [IndexName, Projection])).toEqual([
    ['byFolder', { ProjectionType: 'KEYS_ONLY' }],
    ['byModified', { ProjectionType: 'KEYS_ONLY' }],
  ]);
});

it('generates the key for hashes of URNs itself', () => {
  const [[, secret] = []] = ofType(data, 'AWS::SecretsManager::Secret');
  expect(secret?.Properties['GenerateSecretString']).toEqual({ ExcludePunctuation: true, PasswordLength: 64 });
});

it('outputs the names of the tables', () => {
  expect(Object.keys(data.Outputs)).toEqual(
    expect.arrayContaining(['ContactsTable', 'WorkspaceTable', 'HmacSecretArn']),
  );
});
