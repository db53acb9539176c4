/** Both tables and indexes, as the CDK data stack and tests create them. README.md lists their keys. */
export const TABLES = {
  contacts: {
    partitionKey: 'pk',
    sortKey: 'sk',
    timeToLive: 'ttl',
    streamed: true,
    indexes: {
      byFolder: { partitionKey: 'folderKey', sortKey: 'folderSort' },
      byModified: { partitionKey: 'modifiedKey', sortKey: 'modifiedSort' },
    },
  },
  workspace: { partitionKey: 'pk', sortKey: 'sk', timeToLive: 'ttl', streamed: false, indexes: {} },
} as const;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** What an item says besides its key. */
export function withoutKey<Item extends object>(item: Item): Item {
  const { pk: _, sk: __, ...rest } = item as Item & Key;
  return rest as unknown as Item;
}

export type IndexName = keyof typeof TABLES.contacts.indexes;

/** Sort key of a contact's own item; the stream's event filter selects on it. */
export const CONTACT_SK = 'CONTACT';

/** Prefix of messages' sort keys; the stream's event filter selects on it. */
export const MESSAGE_PREFIX = 'MSG#';

/** Prefix of sort keys of job steps to publish on the bus; the stream's event filter selects on it. */
export const STEP_PREFIX = 'STEP#';

export type Table = keyof typeof TABLES;

export interface TableNames {
  readonly contactsTable: string;
  readonly workspaceTable: string;
}

export const tableName = ({ contactsTable, workspaceTable }: TableNames, table: Table): string =>
  ({ contacts: contactsTable, workspace: workspaceTable })[table];
