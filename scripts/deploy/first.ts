/** The first workspace of a deployment, its first person, and the story that shows that all works. */
import { openData } from '../../shared/data/dynamo/index.ts';
import { createWorkspace, listWorkspaces, readSettings } from '../../shared/data/workspace/index.ts';
import { instant } from '../../shared/domain/instant.ts';
import { openApi } from '../api.ts';
import { play } from '../smoke/story.ts';
import { cleanUp, refuseInhabited } from '../smoke/workspace.ts';
import { readRequest } from '../workspace/request.ts';

interface First {
  readonly workspace: string;
  /** E-mail of an administrator. */
  readonly person: string | null;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Makes a workspace for people, and one for the smoke story, whose token it returns; null when it has one already. */
export async function makeFirst({ workspace, person, outputs }: First): Promise<string | null> {
  const { ApiUrl: url = '', ContactsTable: contactsTable = '', WorkspaceTable: workspaceTable = '' } = outputs;
  const data = openData({ contactsTable, workspaceTable, hmacKey: null });
  const known = await Promise.all((await listWorkspaces(data)).map((uuid) => readSettings(data, uuid)));
  const make = async (name: string): Promise<string | null> => {
    if (known.some((one) => one?.name === name)) {
      console.error(`There is a workspace "${name}" already.`);
      return null;
    }
    const made = await createWorkspace(data, { ...readRequest(name, {}), now: instant(Date.now() * 1000) });
    console.log(`workspace "${name}" ${made.workspace}\ntoken ${made.token}`);
    return made.token;
  };
  const token = await make(workspace);
  if (token !== null && person !== null) {
    const { link } = await openApi(url, token).post('people.json', { email: person, role: 'administrator' });
    console.log(`invitation of ${person} ${link}`);
  }
  return make('Smoke');
}

/** Plays the README's story in a workspace that exists for this. Throws at the first step that does not hold. */
export async function playSmoke(url: string, token: string, say: (line: string) => void): Promise<void> {
  const api = openApi(url, token);
  await refuseInhabited(api);
  try {
    await play(api, (name) => say(`ok  ${name}`));
  } finally {
    await cleanUp(api);
  }
  say('ok  nothing is left behind');
}
