import type { Response } from 'express';
import { documentsById } from '../../desk/documents.js';
import {
  changeSource,
  isHeldByRound,
  removeSources,
  restoreSource,
  tellApart,
} from '../../desk/register/entry-changes.js';
import { noteIdentity } from '../../desk/register/identities/identities.js';
import { joinSources, maxJoined, partSources } from '../../desk/register/joining.js';
import { previewJoining } from '../../desk/register/joining-preview.js';
import { likelyDuplicatesOf } from '../../desk/register/likely-duplicates.js';
import { joiningQuestions } from '../../desk/register/named-by-joining.js';
import { listSources, sourceById, sourcesBearing } from '../../desk/register/sources.js';
import { articlesTellingApart } from '../../desk/register/told-apart.js';
import { versionTag } from '../../desk/version-tag.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { withoutRepeats } from '../../domain/register/joining.js';
import type { Source } from '../../domain/register/source.js';
import {
  entryChangeInput,
  entryQuestions,
  sourceName,
} from '../../domain/register/source-input.js';
import { isolatedName } from '../../domain/text/direction.js';
import { counted } from '../../domain/text/wording.js';
import { severalIn, textField, textFields } from '../forms/form-fields.js';
import { confirmedIn, questionsOf } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { undoable } from '../history/undoing.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { localPath } from '../page/links.js';
import { joiningPage, sameAsPage } from './joining-view.js';
import { kindOptions } from './sources-view.js';

/*
 * What editors put right in the register, by plain forms: entries changed, joined and parted, removed
 * and put back. Programs do it by source-editing-api.ts.
 */

/** The routes by which the register is changed: joining and parting, changing, noting, removing and putting back. */
export function sourceEditing(routes: Routes): void {
  routes.get('/sources/joining', 'change sources', showJoining);
  routes.post('/sources/joining', 'change sources', join);
  routes.post('/sources/parting', 'change sources', part);
  routes.post('/sources/removal', 'change sources', removeChosen);
  routes.post('/sources/restoration', 'change sources', putBack);
  routes.get('/sources/:id/edit', 'change sources', (context, req, res) =>
    showEdit(context, res, req.params.id),
  );
  routes.post('/sources/:id', 'change sources', change);
  routes.post('/sources/:id/differences', 'change sources', (context, req, res) =>
    tell(context, req, res, req.params.id),
  );
  routes.get('/sources/:id/noting', 'annotate', async ({ desk }, req, res) => {
    const { id, name } = await sourceById(desk, req.params.id);
    res.render('register/noting', { source: { id, name }, refused: null });
  });
  routes.post('/sources/:id/noting', 'annotate', (context, req, res) =>
    note(context, req, res, req.params.id),
  );
}

/** The ids that a form or an address names, each once. */
function idsIn(sent: unknown): string[] {
  return [...new Set(severalIn(sent, 'id').filter((id) => id !== ''))].slice(0, maxJoined + 1);
}

function withIds(path: string, ids: readonly string[]): string {
  return `${path}?${new URLSearchParams(ids.map((id) => ['id', id]))}`;
}

async function showEdit(
  { desk }: Context,
  res: Response,
  id: string,
  refused: RefusedForm | null = null,
): Promise<void> {
  const source = await sourceById(desk, id);
  const affiliation = source.affiliation && (await desk.store.get('sources', source.affiliation));
  const entry = {
    id,
    name: source.name,
    isNameFixed: source.confidential,
    kind: source.kind ?? '',
    aliases: source.aliases.join('\n'),
    affiliation: affiliation ? affiliation.name : '',
    description: source.description ?? '',
    isUnnamed: source.unnamed,
    seen: versionTag(source),
  };
  res.render('register/edit', { entry, kinds: kindOptions, refused });
}

async function change(context: Context, req: RouteRequest<'/sources/:id'>, res: Response) {
  const { desk, actor } = context;
  const { id } = req.params;
  const typed = textFields(
    req.body,
    'name',
    'kind',
    'aliases',
    'affiliation',
    'description',
    'seen',
    'keepName',
  );
  await formWork(
    req,
    res,
    async () => {
      const source = await sourceById(desk, id);
      const input = parse(entryChangeInput, {
        name: source.confidential ? source.name : typed.name,
        kind: typed.kind || null,
        aliases: source.confidential ? [] : typed.aliases.split('\n'),
        affiliation: await affiliationNamed(context, source, typed.affiliation),
        description: typed.description,
        keepName: typed.keepName !== '',
        confirm: confirmedIn(req.body, entryQuestions),
      });
      const save = () => changeSource(desk, actor, id, input, typed.seen || null);
      const { done, undo } = await undoable(context, { kind: 'source', id }, save);
      const message = `${isolatedName(done.name)} is saved.`;
      redirectWith(req, res, `/sources/${id}`, { message, undo });
    },
    (refused) => showEdit(context, res, id, refused),
  );
}

/** The id of the entry that is typed by its name; the present one stays where its name was left. */
async function affiliationNamed(
  { desk }: Context,
  { id, affiliation }: Source,
  typed: string,
): Promise<string | null> {
  const name = typed.trim();
  if (name === '') return null;
  const present = affiliation && (await desk.store.get('sources', affiliation));
  if (present && present.name === name) return present.id;
  const found = (await sourcesBearing(desk, name)).filter(
    ({ confidential, unnamed }) => !confidential && !unnamed,
  );
  const others = found.filter((each) => each.id !== id);
  const [only, second] = others;
  if (only && !second) return only.id;
  throw Problem.field(
    'affiliation',
    only
      ? `${counted(others.length, 'entry', 'entries')} are called so: join those that are one, or give one another name.`
      : 'There is no entry of that name in the register: add it first.',
  );
}

/** With one entry, with what it may be joined; with several, what joining them would change. */
async function showJoining(
  context: Context,
  req: RouteRequest,
  res: Response,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { desk, actor } = context;
  const from = req.method === 'POST' ? req.body : req.query;
  const ids = idsIn(from);
  const [first, second] = ids;
  if (first === undefined) throw Problem.field('id', 'Choose the entries that are one source.');
  if (second === undefined) return showChoice(context, req, res, await sourceById(desk, first));
  const into = textField(from, 'into');
  const preview = await previewJoining(desk, actor, ids, ids.includes(into) ? into : first);
  const sources = preview.entries.map((entry) => entry.source);
  const titles = await articlesTellingApart(desk, sources);
  const questions = questionsOf(from, { confirm: joiningQuestions(preview.named) });
  res.render('register/joining', { page: joiningPage(preview, titles, questions), refused });
}

async function showChoice(
  { desk }: Context,
  req: RouteRequest,
  res: Response,
  source: Source,
): Promise<void> {
  const q = textField(req.query, 'q');
  const alike = (await likelyDuplicatesOf(desk.store, [source])).get(source.id) ?? [];
  const found = q === '' ? [] : (await listSources(desk, { q, limit: 30 })).items;
  const others = found.filter(
    ({ id, confidential }) => id !== source.id && confidential === source.confidential,
  );
  const named = withoutRepeats([source, ...alike.map(({ other }) => other), ...others]);
  const titles = await articlesTellingApart(desk, named);
  res.render('register/same-as', { page: sameAsPage(source, alike, others, q, titles) });
}

async function join(context: Context, req: RouteRequest, res: Response): Promise<void> {
  const { desk, actor } = context;
  const ids = idsIn(req.body);
  const { into, rating } = textFields(req.body, 'into', 'rating');
  await formWork(
    req,
    res,
    async () => {
      const others = ids.filter((id) => id !== into);
      const chosen = rating === '' || rating === into ? null : rating;
      const confirm = confirmedIn(req.body, ['identity']);
      const joining = { ids: others, into, rating: chosen, confirm };
      const source = await joinSources(desk, actor, joining);
      const undo = undoBy(withIds('/sources/parting', others));
      const message = `${counted(others.length, 'entry', 'entries')} joined: ${isolatedName(source.name)} stands for all of them.`;
      redirectWith(req, res, `/sources/${source.id}`, { message, undo });
    },
    (refused) => showJoining(context, req, res, refused),
  );
}

async function part({ desk, actor }: Context, req: RouteRequest, res: Response): Promise<void> {
  const ids = [...new Set([...idsIn(req.query), ...idsIn(req.body)])];
  const [first = ''] = ids;
  const subject = { kind: 'source' as const, id: first };
  const { undo } = await undoable({ desk, actor }, subject, () => partSources(desk, actor, ids));
  const message =
    ids.length === 1 ? 'They are parted: two sources again.' : 'They are parted again.';
  // What joined several at once is the page of joining.
  redirectWith(req, res, `/sources/${first}`, { message, undo: ids.length === 1 ? undo : null });
}

async function removeChosen(context: Context, req: RouteRequest, res: Response): Promise<void> {
  const ids = [...new Set([...idsIn(req.query), ...idsIn(req.body)])];
  if (ids.length === 0) throw Problem.field('id', 'Choose the entries that are to go.');
  const entries = await documentsById(context.desk, 'sources', ids);
  await removeSources(context.desk, context.actor, ids);
  // Who a confidential source is went with it: that one can't be put back.
  const known = ids.filter((id) => !entries.get(id)?.confidential);
  const undo = known.length > 0 ? undoBy(withIds('/sources/restoration', known)) : null;
  const gone = counted(ids.length - known.length, 'confidential source', 'confidential sources');
  const ofThese = known.length === ids.length ? '' : `, among them ${gone} for good`;
  const message =
    known.length === 0
      ? `${gone} removed from the register for good.`
      : `${counted(ids.length, 'entry', 'entries')} removed from the register${ofThese}.`;
  redirectWith(req, res, '/sources', { message, undo });
}

async function putBack({ desk, actor }: Context, req: RouteRequest, res: Response): Promise<void> {
  const ids = idsIn(req.query);
  const there = await documentsById(desk, 'sources', ids);
  const gone = ids.filter((id) => !there.has(id));
  if (gone.length === 0) {
    const sentence = `${counted(ids.length, 'entry is', 'entries are')} in the register already.`;
    throw new Problem('conflict', sentence);
  }
  for (const id of gone) await restoreSource(desk, actor, id);
  const [first = ''] = ids;
  const to = ids.length === 1 ? `/sources/${first}` : '/sources';
  const undo = isHeldByRound(desk) ? null : undoBy(withIds('/sources/removal', gone));
  const message = `${counted(gone.length, 'entry', 'entries')} put back.`;
  redirectWith(req, res, to, { message, undo });
}

async function tell({ desk, actor }: Context, req: RouteRequest, res: Response, id: string) {
  const { back, from, undo } = textFields(req.body, 'back', 'from', 'undo');
  const work = () => tellApart(desk, actor, id, from, undo === '');
  const step = await undoableBetween({ desk, actor }, [id, from], work);
  const message =
    undo === '' ? 'Noted: they are different sources.' : 'Taken back: they may be one source.';
  const to = back === '' ? `/sources/${id}` : localPath(back);
  redirectWith(req, res, to, { message, undo: step });
}

/** Either of the two may be the one that says so of the other. */
async function undoableBetween(
  context: Pick<Context, 'desk' | 'actor'>,
  [id = '', other = '']: readonly string[],
  work: () => Promise<unknown>,
) {
  const here = { kind: 'source' as const, id };
  const inner = () => undoable(context, here, work);
  const { done, undo } = await undoable(context, { kind: 'source', id: other }, inner);
  return undo ?? done.undo;
}

/** In no address, flash or log: what is typed here is a name that few may know. */
async function note({ desk, actor }: Context, req: RouteRequest, res: Response, id: string) {
  await formWork(
    req,
    res,
    async () => {
      const name = parse(sourceName, textField(req.body, 'name'));
      await noteIdentity(desk, actor, id, name, confirmedIn(req.body));
      redirectWith(req, res, `/sources/${id}`, { message: 'What you know of who it is is noted.' });
    },
    async (refused) => {
      const { name } = await sourceById(desk, id);
      res.render('register/noting', { source: { id, name }, refused });
    },
  );
}
