/**
 * Stories of `test/cases/stories`, each in a workspace of its own: what people and files do one after the other, and
 * what is then shown. Names and patterns are those of HTTP cases (`test/support/cases`).
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../support/api/api.ts';
import { type Client, contactOf, jobOf, prepare } from '../../support/api/client.ts';
import type { Json } from '../../support/cases/case.ts';
import { like } from '../../support/cases/match.ts';
import { filled, type Names } from '../../support/cases/names.ts';
import { exportContacts } from '../../support/exports/exporting.ts';
import { preview, previewAsked, run, upload } from '../../support/imports/import-files.ts';
import { contentOf, type ReadingCase } from '../../support/imports/reading.ts';
import { reportOn } from '../../support/imports/reports.ts';
import type { InProcessStage } from '../../support/in-process/clients.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { MORE, type MoreSteps, type Told } from './more-steps.ts';

type Body = ApiAnswer['body'];
type Content = ReadingCase['files'][number]['content'];
/** What was shown before, with other texts in place of some. */
interface Mended {
  readonly text: string;
  readonly mended: Readonly<Record<string, string>>;
}

/** One thing that is done, and what is shown then: of its answer (or of the last, if nothing is done), or of a part. */
interface Step extends MoreSteps {
  /** A method and a path, with its body; what follows from it is done too, but where it says `at_once`. */
  readonly send?: string;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** Left out: one of success. */
  readonly status?: number;
  readonly at_once?: true;
  /** By somebody else's token, of this role. */
  readonly role?: string;
  /** A job that is asked for, or what is done to one (`to`), and which has ended or waits. */
  readonly job?: object;
  readonly to?: string;
  /** Files of an import by name, as lines or as cases of files have them, and what is said with them. */
  readonly files?: Readonly<Record<string, Content | Mended | readonly (string | readonly string[])[]>>;
  readonly given?: object;
  /** What the preview is asked; without files, it is another one of the same import. */
  readonly preview?: object;
  /** Nobody then presses Next: what is preselected is not declared. */
  readonly asked?: true;
  /** The import is run; or refused, for this reason. */
  readonly run?: true;
  readonly not_run?: object;
  readonly report?: object;
  readonly export?: object;
  /** What follows is done in another workspace. */
  readonly moves?: true;

  /** So many times, each with its number as `{i}`. */
  readonly times?: number;
  /** What is looked at is called so from now on. */
  readonly as?: string;
  /** The part that is looked at: `results.0.uses`, or with `*` that of each. */
  readonly of?: string;
  readonly sorted?: true;
  readonly is?: Json;
  /** It has this, and more. */
  readonly has?: Json;
  /** By address or uuid: what they have, or their status alone, or null for nobody. */
  readonly people?: Readonly<Record<string, Json>>;
}

interface Story {
  readonly name: string;
  /** One story each, in which it is `{row}`. */
  readonly rows?: readonly Json[];
  readonly steps: readonly Step[];
}

interface StoryFile {
  readonly about: string;
  readonly before?: readonly Step[];
  readonly stories: readonly Story[];
}

const DOES = 'send body headers status at_once role job to files given preview asked run not_run report export moves';
const KEYS = new Set([...`${DOES} times as of sorted is has people`.split(' '), ...Object.keys(MORE)]);

class World implements Told {
  readonly stage: InProcessStage;
  client: Client;
  list: Told['list'];
  private readonly names: Names;
  private last: Body = null;

  constructor(stage: InProcessStage, row: Json = null) {
    this.stage = stage;
    this.names = new Map([['row', row]]);
    this.client = stage.as('');
  }

  async open(): Promise<void> {
    this.client = await this.stage.open();
    await prepare(this.client);
    this.names.set('today', new Date().toISOString().slice(0, 10));
  }

  async play({ times, ...step }: Step): Promise<void> {
    expect(Object.keys(step).filter((key) => !KEYS.has(key))).toEqual([]);
    for (let i = 0; i < (times ?? 1); i++) {
      if (times !== undefined) this.names.set('i', String(i).padStart(3, '0'));
      await this.playOnce(filled(step as Json, this.names) as Step);
    }
  }

  private async playOnce(step: Step): Promise<void> {
    const answer = await this.does(step);
    this.last = answer;
    const part = partOf(answer, step.of?.split('.') ?? []);
    if (step.as !== undefined) this.names.set(step.as, part);
    const seen = step.sorted ? part.toSorted() : part;
    if (step.is !== undefined) expect(seen).toEqual(wanted(step.is));
    if (step.has !== undefined) expect(seen).toMatchObject(wanted(step.has) as object);
    for (const [reference, is] of Object.entries(step.people ?? {})) {
      const found = (await contactOf(this.client, reference)) ?? null;
      if (typeof is === 'string') expect([reference, found?.status]).toEqual([reference, is]);
      else if (is === null) expect(found).toBeNull();
      else expect(found).toMatchObject(wanted(is) as object);
    }
  }

  private async does(step: Step): Promise<Body> {
    const { stage, client } = this;
    if (step.send !== undefined) return this.send(step.send, step);
    if (step.job !== undefined) {
      const { uuid } = await client.post(step.to ?? 'jobs.json', step.job);
      await stage.settle();
      return jobOf(client, uuid);
    }
    if (step.files !== undefined || step.preview !== undefined) return this.previews(step);
    if (step.run) return run(stage, client, this.names.get('import'));
    if (step.not_run) return this.refuses(step.not_run);
    if (step.report !== undefined) return reportOn(stage, client, this.imported(), step.report);
    if (step.moves) await this.open();
    for (const [key, does] of Object.entries(MORE)) {
      const given = step[key as keyof MoreSteps];
      if (given !== undefined) return (does as (told: Told, given: unknown) => Promise<Body>)(this, given);
    }
    if (step.export === undefined) return this.last;
    const { job, content } = await exportContacts(stage, client, step.export);
    return { job, content: String(content), file: { text: content?.toString('latin1'), as: 'latin1' } };
  }

  private async send(request: string, { body, headers, status, at_once, role }: Step): Promise<Body> {
    const [method = '', path = ''] = request.split(' ', 2);
    const { client, stage } = this;
    const as = role && stage.as((await client.post('tokens.json', { role, name: role })).token);
    const answer = await (as || client).ask(method, path, body, headers);
    if (method !== 'GET' && !at_once) await stage.settle();
    const isWanted = status === undefined ? answer.status < 300 : answer.status === status;
    expect(isWanted, `${request} answered ${answer.status}: ${JSON.stringify(answer.body)}`).toBe(true);
    return answer.body;
  }

  private async refuses(reason: object): Promise<Body> {
    const { job } = this.names.get('import') as Body;
    const body = { action: 'run', token: job.token, count: job.total };
    const answer = await this.client.ask('POST', `jobs.json?uuid=${job.uuid}`, body, { prefer: 'codes' });
    expect(answer).toMatchObject({ status: 400, body: { codes: { detail: wanted(reason as Json) } } });
    return answer.body;
  }

  private imported(): string {
    return (this.names.get('import') as { readonly uuid: string }).uuid;
  }

  private async previews({ files, given, preview: body, asked }: Step): Promise<Body> {
    const sent = Object.entries(files ?? {}).map(([name, content]) => ({ name, content: sentAs(content) }));
    const { stage, client } = this;
    const uuid = sent.length === 0 ? this.imported() : await upload(stage, client, sent, given);
    const shown = await (asked ? previewAsked : preview)(stage, client, uuid, body);
    this.names.set('import', shown);
    return shown;
  }
}

function sentAs(content: NonNullable<Step['files']>[string]): Buffer | string {
  if (Array.isArray(content)) return content.flat().join('\n');
  if (!(typeof content === 'object' && 'mended' in content)) return contentOf(content as Content);
  return Object.entries(content.mended).reduce((text, [from, to]) => text.replace(from, to), content.text);
}

function partOf(value: Body, [key, ...rest]: readonly string[]): Body {
  if (key === undefined) return value;
  return key === '*' ? value.map((one: Body) => partOf(one, rest)) : partOf(value?.[key] ?? null, rest);
}

function wanted(value: Json): unknown {
  if (value === '<number>') return expect.any(Number);
  if (typeof value === 'string') return /^<.+>$/s.test(value) ? like(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(wanted);
  if ('<includes>' in value) return like(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, wanted(one)]));
}

const FOLDER = join(import.meta.dirname, '../../cases/stories');

/** Plays the stories of one folder. */
export function playStories(subject: string): void {
  const files = globSync(`${subject}/*.json`, { cwd: FOLDER }).sort();
  const read = (path: string): StoryFile => JSON.parse(readFileSync(join(FOLDER, path), 'utf8'));
  describe.each(files.map((path) => ({ file: basename(path, '.json'), ...read(path) })))('$file', (file) => {
    const stage = onInProcessStage();
    const told = file.stories.flatMap(({ name, rows = [null], steps }) =>
      rows.map((row) => ({ name: String(filled(name, new Map([['row', row]]))), row, steps })),
    );

    it.each(told)('$name', async ({ row, steps }) => {
      const world = new World(stage(), row);
      await world.open();
      for (const step of [...(file.before ?? []), ...steps]) await world.play(step);
    });
  });
}
