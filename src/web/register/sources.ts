import type { Response } from 'express';
import { allInOrder } from '../../desk/all-in-order.js';
import { sourceMapOf } from '../../desk/map/maps.js';
import { peopleNames } from '../../desk/people/names.js';
import { isHeldByRound, whyItStays } from '../../desk/register/entry-changes.js';
import { isIdentityNoted } from '../../desk/register/identities/identities.js';
import { countUses, countUsesOfEach } from '../../desk/register/joined.js';
import { listLeftovers } from '../../desk/register/leftovers.js';
import { listLikelyDuplicates } from '../../desk/register/likely-duplicates.js';
import { removalOrMasked } from '../../desk/register/masking/masking.js';
import { wasPublic } from '../../desk/register/masking/unmasking.js';
import { addSource } from '../../desk/register/new-sources.js';
import { rateSource } from '../../desk/register/ratings.js';
import { entriesBehind } from '../../desk/register/restoring.js';
import { readSource } from '../../desk/register/source-reading.js';
import { listSources, sourceById } from '../../desk/register/sources.js';
import { articlesTellingApart } from '../../desk/register/told-apart.js';
import { reliabilities } from '../../domain/chain/scales.js';
import { sourceRoles } from '../../domain/chain/standing.js';
import { parse } from '../../domain/parse.js';
import { withoutRepeats } from '../../domain/register/joining.js';
import { ratingInput, sourceInput, sourceQuestions } from '../../domain/register/source-input.js';
import { may } from '../../domain/rights.js';
import { isolatedName } from '../../domain/text/direction.js';
import { inQuotes } from '../../domain/text/wording.js';
import { soughtField, textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { undoable } from '../history/undoing.js';
import type { Context } from '../http/context.js';
import { renderToText } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { sourceMapView } from '../map/drawn-maps.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { viewerOf } from '../page/viewer.js';
import { type PairView, pairView } from './pair-view.js';
import { removedSourcePage } from './removed-source-view.js';
import { sourceEditing } from './source-editing.js';
import { sourceEditingForPrograms } from './source-editing-api.js';
import { sourcePage } from './source-page-view.js';
import { sourcesForPrograms } from './sources-api.js';
import { kindOptions, type SourceRow, sourceRow } from './sources-view.js';

/** The register: its list, its entries, their ratings. Who a source is stands in confidential-sources.ts. */
export function sources(routes: Routes): void {
  routes.get('/sources', 'read', showAll);

  routes.get('/sources/new', 'add sources', (context, _req, res) => showNew(context, res));

  routes.post('/sources', 'add sources', add);

  /** By POST: what is typed may be the name of a confidential source, and addresses are logged. */
  routes.post('/sources/found', 'read', showFound);

  sourceEditing(routes);

  routes.get('/sources/:id', 'read', (context, req, res) =>
    showOne(context, res, req.params.id, textFields(req.query, 'after', 'as')),
  );

  routes.get('/sources/:id/brief', 'read', async ({ desk }, req, res) => {
    const source = await sourceById(desk, req.params.id);
    const row = sourceRow(source, await countUses(desk.store, source));
    res.send(await renderToText(res, 'register/brief', { source: row }));
  });

  routes.post('/sources/:id/ratings', 'rate sources', rate);

  sourcesForPrograms(routes);
  sourceEditingForPrograms(routes);
}

/** The part of the list that bears what is typed above it, as a fragment. */
async function showFound(context: Context, req: RouteRequest, res: Response): Promise<void> {
  const q = soughtField(req.body, 'q');
  const { rows, next } = await listed(context, 'all', { q, after: null });
  const mayChange = may(context.actor, 'change sources');
  const list = { rows, q: q.trim(), first: null, mayChange, listing: 'all' };
  const more = next === null ? null : withQuery('/sources', { q, after: next });
  res.send(await renderToText(res, 'register/list', { ...list, next: more }));
}

async function rate(
  context: Context,
  req: RouteRequest<'/sources/:id/ratings'>,
  res: Response,
): Promise<void> {
  const { desk, actor } = context;
  const { id } = req.params;
  const confirm = confirmedIn(req.body, ['identity']);
  const rating = { ...textFields(req.body, 'reliability', 'reason'), confirm };
  await formWork(
    req,
    res,
    async () => {
      const work = () => rateSource(desk, actor, id, parse(ratingInput, rating));
      const { done, undo } = await undoable(context, { kind: 'source', id }, work);
      const message = `${isolatedName(done.name)} is rated.`;
      redirectWith(req, res, `/sources/${id}`, { message, undo });
    },
    (refused) => showOne(context, res, id, { refused }),
  );
}

/** What a page of the register lists: all of it, pairs that may be one, or what nothing uses. */
const listings = ['all', 'doubles', 'unused'] as const;

async function showAll(context: Context, req: RouteRequest, res: Response): Promise<void> {
  const { actor } = context;
  const { q, after, show } = textFields(req.query, 'q', 'after', 'show');
  const mayChange = may(actor, 'change sources');
  const listing = (mayChange && listings.find((each) => each === show)) || 'all';
  const fields = { show: listing === 'all' ? '' : listing, q };
  const { next, ...list } = await listed(context, listing, { q, after: after || null });
  res.render('register/index', {
    listing,
    ...list,
    q: q.trim(),
    first: after === '' ? null : withQuery('/sources', fields),
    next: next === null ? null : withQuery('/sources', { ...fields, after: next }),
    mayAdd: may(actor, 'add sources'),
    mayChange,
    isHeld: isHeldByRound(context.desk),
  });
}

/** A row of the register's list; `within` is the title of the article that tells it from others of its description. */
interface ListedSource extends SourceRow {
  within: string | null;
}

function titled(title: string | undefined): string | null {
  return title === undefined ? null : inQuotes(title);
}

async function listed(
  { desk }: Context,
  listing: (typeof listings)[number],
  { q, after }: { q: string; after: string | null },
): Promise<{ rows: ListedSource[]; pairs: PairView[]; next: string | null }> {
  if (listing === 'doubles') {
    const { items, next } = await listLikelyDuplicates(desk.store, after);
    const both = withoutRepeats(items.flatMap(({ source, other }) => [source, other]));
    const [uses, titles] = await allInOrder([
      countUsesOfEach(desk.store, both),
      articlesTellingApart(desk, both),
    ]);
    return { rows: [], pairs: items.map((pair) => pairView(pair, uses, titles)), next };
  }
  const page =
    listing === 'unused'
      ? await listLeftovers(desk, { after })
      : await listSources(desk, { q, after });
  const [uses, titles] = await allInOrder([
    countUsesOfEach(desk.store, page.items),
    articlesTellingApart(desk, page.items),
  ]);
  const rows = page.items.map((source) => ({
    ...sourceRow(source, uses.get(source.id) ?? 0),
    within: titled(titles.get(source.id)),
  }));
  return { rows, pairs: [], next: page.next };
}

async function add(context: Context, req: RouteRequest, res: Response): Promise<void> {
  const typed = typedIn(req.body);
  await formWork(
    req,
    res,
    async () => {
      const source = await addSource(
        context.desk,
        context.actor,
        parse(sourceInput, { ...inputOf(typed), confirm: confirmedIn(req.body, sourceQuestions) }),
      );
      const message = `${isolatedName(source.name)} is in the register.`;
      const { id } = source;
      const removal = withQuery('/sources/removal', { id });
      const mayRemove = may(context.actor, 'change sources') && !isHeldByRound(context.desk);
      const undo = mayRemove ? undoBy(removal) : null;
      redirectWith(req, res, `/sources/${id}`, { message, undo });
    },
    (refused) => showNew(context, res, refused),
  );
}

type TypedSource = ReturnType<typeof typedIn>;

function typedIn(body: unknown) {
  const names = ['name', 'kind', 'aliases', 'reliability', 'reason'] as const;
  return { ...textFields(body, ...names, 'unnamed', 'confidential') };
}

function inputOf({ name, kind, aliases, reliability, reason, ...ticked }: TypedSource) {
  return {
    name,
    kind: kind || null,
    aliases: aliases.split('\n'),
    reliability: reliability || null,
    reason: reason || null,
    unnamed: ticked.unnamed !== '',
    confidential: ticked.confidential !== '',
  };
}

function showNew({ actor }: Context, res: Response, refused: RefusedForm | null = null): void {
  const mayRate = may(actor, 'rate sources');
  res.render('register/new', { kinds: kindOptions, reliabilities, mayRate, refused });
}

/** A source's page; `after` goes through the annotations that name it, newest first. */
async function showOne(
  context: Context,
  res: Response,
  id: string,
  { after = '', as = '', refused = null }: PageState = {},
): Promise<void> {
  const { desk } = context;
  const source = await desk.store.get('sources', id);
  if (source === null) return showRemoved(context, res, id, refused);
  const role = sourceRoles.find((each) => each === as) ?? null;
  const [reading, people, isNoted, isMaskedSince] = await Promise.all([
    readSource(desk, source, { after: after || null, role }),
    peopleNames(desk),
    isIdentityNoted(desk, source),
    wasPublic(desk, source),
  ]);
  const isUsed = reading.uses > 0 || reading.joined.length > 0;
  const isRemovable = !isUsed && (await whyItStays(desk, source)) === null;
  const viewer = viewerOf(context);
  const page = sourcePage(reading, {
    people,
    isNoted,
    wasPublic: isMaskedSince,
    isRemovable,
    role,
    viewer,
  });
  const { newest, sources } = reading;
  const map = await sourceMapView(source.id, await sourceMapOf(desk, source, newest, sources));
  const pageBehind = (place: string | null) =>
    `${withQuery(`/sources/${id}`, { after: place, as: role })}#uses`;
  const first = after === '' ? null : pageBehind(null);
  const next = reading.next && pageBehind(reading.next);
  res.render('register/show', { page, map, first, next, as: role, reliabilities, refused });
}

/** What was removed from the register: whoever could read of it in the history sees it. */
async function showRemoved(
  context: Context,
  res: Response,
  id: string,
  refused: RefusedForm | null,
): Promise<void> {
  const { desk, actor } = context;
  const removal = await removalOrMasked(desk, actor, id);
  // What was typed has no place on its page.
  if (refused) await sourceById(desk, id);
  const behind = (await entriesBehind(desk, removal.source)).removed;
  const page = removedSourcePage(removal, behind, await peopleNames(desk), viewerOf(context));
  res.render('register/removed', { page });
}

interface PageState {
  after?: string;
  as?: string;
  refused?: RefusedForm | null;
}
