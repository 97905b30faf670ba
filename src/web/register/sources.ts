import type { Response } from 'express';
import { z } from 'zod';
import type { Desk } from '../../desk/desk.js';
import { sourceMapOf } from '../../desk/map/maps.js';
import { peopleNames } from '../../desk/people/names.js';
import { listDoubles } from '../../desk/register/doubles.js';
import { isIdentityNoted } from '../../desk/register/identities.js';
import { countUses, countUsesOfEach } from '../../desk/register/joined.js';
import { listLeftovers } from '../../desk/register/leftovers.js';
import { listLikelyDoubles } from '../../desk/register/likely-doubles.js';
import { sourceOrMasked } from '../../desk/register/masking/masking.js';
import { wasPublic } from '../../desk/register/masking/unmasking.js';
import { addSource } from '../../desk/register/new-sources.js';
import { rateSource } from '../../desk/register/ratings.js';
import { readSource } from '../../desk/register/source-reading.js';
import { listSources, sourceById } from '../../desk/register/sources.js';
import { reliabilities } from '../../domain/chain/scales.js';
import { sourceRoles } from '../../domain/chain/standing.js';
import { parse } from '../../domain/parse.js';
import { withoutRepeats } from '../../domain/register/joining.js';
import { ratingInput, sourceInput } from '../../domain/register/source-input.js';
import { may } from '../../domain/rights.js';
import { listShape, sendMade } from '../api/answers.js';
import { pageAsked, pageQuery } from '../api/api-input.js';
import { viewerOf } from '../articles/article.js';
import { soughtField, textField, textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { undoable } from '../history/undoing.js';
import type { Context } from '../http/context.js';
import { rendered } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { sourceMapView } from '../map/drawn-maps.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { entryRoutes } from './entry-routes.js';
import { type PairView, pairView } from './pair-view.js';
import {
  answersTo,
  answerTo,
  doubleShape,
  pairShape,
  sendSource,
  sourceShape,
} from './source-answers.js';
import { sourceEditing } from './source-editing.js';
import { sourcePage } from './source-page-view.js';
import { kindOptions, type SourceRow, sourceRow } from './sources-view.js';

/** The register: its list, its entries, their ratings. Who a source is stands in confidential-sources.ts. */
export function sources(routes: Routes): void {
  routes.get('/sources', 'read', showAll);

  routes.get('/sources/new', 'add sources', (context, _req, res) => showNew(context, res));

  routes.post('/sources', 'add sources', add);

  /** By POST: what is typed may be the name of a confidential source, and addresses are logged. */
  routes.post('/sources/found', 'read', async (context, req, res) => {
    const q = soughtField(req.body, 'q');
    const { rows, next } = await listed(context, 'all', { q, after: null });
    const mayChange = may(context.actor, 'change sources');
    const list = { rows, q: q.trim(), first: null, mayChange, listing: 'all' };
    const more = next === null ? null : withQuery('/sources', { q, after: next });
    res.send(await rendered(res, 'register/list', { ...list, next: more }));
  });

  sourceEditing(routes);

  routes.get('/sources/:id', 'read', (context, req, res) =>
    showOne(context, res, req.params.id, textFields(req.query, 'after', 'as')),
  );

  routes.get('/sources/:id/brief', 'read', async ({ desk }, req, res) => {
    const source = await sourceById(desk, req.params.id);
    const row = sourceRow(source, await countUses(desk.store, source));
    res.send(await rendered(res, 'register/brief', { source: row }));
  });

  routes.post('/sources/:id/ratings', 'rate sources', async (context, req, res) => {
    const { desk, actor } = context;
    const { id } = req.params;
    const confirm = agreedIn(req.body).filter((each) => each === 'identity');
    const rating = { ...textFields(req.body, 'reliability', 'reason'), confirm };
    await formWork(
      req,
      res,
      async () => {
        const rate = () => rateSource(desk, actor, id, parse(ratingInput, rating));
        const { done, undo } = await undoable(context, { kind: 'source', id }, rate);
        const message = `${done.name} is rated.`;
        redirectWith(req, res, `/sources/${id}`, { message, undo });
      },
      (refused) => showOne(context, res, id, { refused }),
    );
  });
  forPrograms(routes);
  entryRoutes(routes);
}

/** Of a confidential source programs know the pseudonym and nothing else. */
function forPrograms(routes: Routes): void {
  routes.get(
    '/api/sources',
    {
      right: 'read',
      summary: 'The register of sources, by name',
      query: {
        q: 'How a word of a name begins.',
        doubles: 'true: instead, entries that may be one source, those of one name together.',
        likely: 'true: instead, pairs that may be one source by their likeness, each with why.',
        unused: 'true: instead, entries that nothing uses.',
        ...pageQuery,
      },
      answer: z.union([listShape(sourceShape), listShape(doubleShape), listShape(pairShape)]),
    },
    async ({ desk }, req, res) => {
      if (textField(req.query, 'doubles') === 'true') return sendDoubles(desk, req, res);
      if (textField(req.query, 'likely') === 'true') return sendLikely(desk, req, res);
      const asked = { q: textField(req.query, 'q'), ...pageAsked(req.query) };
      const isUnused = textField(req.query, 'unused') === 'true';
      const { items, next } = await (isUnused ? listLeftovers : listSources)(desk, asked);
      res.json({ items: await answersTo(desk, items), next });
    },
  );

  routes.post(
    '/api/sources',
    {
      right: 'add sources',
      summary: 'Enters a source in the register',
      body: sourceInput,
      answer: sourceShape,
      makes: true,
      conflict:
        'Something is to be said yes to first (`confirm`), such as a name that others bear.',
    },
    async ({ desk, actor, body }, _req, res) => {
      const source = await addSource(desk, actor, body);
      sendMade(res, `/api/sources/${source.id}`, await answerTo(desk, source));
    },
  );

  routes.get(
    '/api/sources/:id',
    { right: 'read', summary: 'A source', answer: sourceShape, etag: true },
    async ({ desk }, req, res) => {
      await sendSource(desk, res, await sourceById(desk, req.params.id));
    },
  );

  routes.post(
    '/api/sources/:id/ratings',
    {
      right: 'rate sources',
      summary: 'Rates a source; its own answer bears the ratings',
      body: ratingInput,
      answer: sourceShape,
      makes: true,
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = await rateSource(desk, actor, req.params.id, body);
      sendMade(res, `/api/sources/${id}`, await answerTo(desk, await sourceById(desk, id)));
    },
  );
}

async function sendLikely(desk: Desk, { query }: Pick<RouteRequest, 'query'>, res: Response) {
  const { items, next } = await listLikelyDoubles(desk.store, pageAsked(query).after);
  const answers = await answersTo(
    desk,
    items.flatMap(({ source, other }) => [source, other]),
  );
  const pairs = items.map(({ why }, at) => ({ why, sources: answers.slice(2 * at, 2 * at + 2) }));
  res.json({ items: pairs, next });
}

async function sendDoubles(desk: Desk, { query }: Pick<RouteRequest, 'query'>, res: Response) {
  const { items, next } = await listDoubles(desk.store, pageAsked(query));
  const answers = items.map(async ({ sources, ...double }) => ({
    ...double,
    sources: await answersTo(desk, sources),
  }));
  res.json({ items: await Promise.all(answers), next });
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
  });
}

async function listed(
  { desk }: Context,
  listing: (typeof listings)[number],
  { q, after }: { q: string; after: string | null },
): Promise<{ rows: SourceRow[]; pairs: PairView[]; next: string | null }> {
  if (listing === 'doubles') {
    const { items, next } = await listLikelyDoubles(desk.store, after);
    const both = withoutRepeats(items.flatMap(({ source, other }) => [source, other]));
    const uses = await countUsesOfEach(desk.store, both);
    return { rows: [], pairs: items.map((pair) => pairView(pair, uses)), next };
  }
  const page =
    listing === 'unused'
      ? await listLeftovers(desk, { after })
      : await listSources(desk, { q, after });
  const uses = await countUsesOfEach(desk.store, page.items);
  const rows = page.items.map((source) => sourceRow(source, uses.get(source.id) ?? 0));
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
        parse(sourceInput, { ...inputOf(typed), confirm: agreedIn(req.body) }),
      );
      const message = `${source.name} is in the register.`;
      const { id } = source;
      const removal = withQuery('/sources/removal', { id });
      const undo = may(context.actor, 'change sources') ? undoBy(removal) : null;
      redirectWith(req, res, `/sources/${id}`, { message, undo });
    },
    (refused) => showNew(context, res, refused),
  );
}

/** A form may say yes to more than is asked here. */
function agreedIn(body: unknown) {
  return confirmedIn(body).filter((each) => each !== 'masking');
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
  const { desk, actor } = context;
  const source = await sourceOrMasked(desk, actor, id);
  const role = sourceRoles.find((each) => each === as) ?? null;
  const [reading, people, isNoted, isMaskedSince] = await Promise.all([
    readSource(desk, source, { after: after || null, role }),
    peopleNames(desk),
    isIdentityNoted(desk, source),
    wasPublic(desk, source),
  ]);
  const viewer = viewerOf(context);
  const page = sourcePage(reading, { people, isNoted, wasPublic: isMaskedSince, role, viewer });
  const { newest, sources } = reading;
  const map = await sourceMapView(source.id, await sourceMapOf(desk, source, newest, sources));
  res.render('register/show', { page, map, after, as: role ?? '', reliabilities, refused });
}

interface PageState {
  after?: string;
  as?: string;
  refused?: RefusedForm | null;
}
