import { randomUUID } from 'node:crypto';
import type { NewFlow } from '../../../../shared/data/workspace/flows.ts';
import type { FieldKey, GroupId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { Field, Group } from '../../../../shared/domain/workspace.ts';
import { generateFieldKey } from '../../../../shared/domain/workspace-names.ts';

const createdOn = instant(1_795_500_000_000_000);

export const aGroup = (given: Partial<Group> & { name: string }): Group => ({
  uuid: randomUUID() as string as GroupId,
  query: null,
  status: 'ready',
  system: false,
  createdOn,
  ...given,
});

export const aField = (given: Partial<Field> & { name: string }): Field => ({
  key: generateFieldKey(given.name) as FieldKey,
  type: 'text',
  featured: false,
  priority: 0,
  agentAccess: 'view',
  createdOn,
  ...given,
});

export const aFlow = (given: Pick<NewFlow, 'uuid' | 'name' | 'definition'> & Partial<NewFlow>): NewFlow => ({
  type: 'messaging',
  expires: 0,
  problems: [],
  parentRefs: [],
  results: [],
  ...given,
});
