import type { Response } from 'express';
import { z } from 'zod';
import type { Desk } from '../../desk/desk.js';
import { documentsById } from '../../desk/documents.js';
import { peopleNames } from '../../desk/people/names.js';
import { listDoubles } from '../../desk/register/doubles.js';
import {
  annotationsNaming,
  countUses,
  entriesOfOne,
  standingFor,
} from '../../desk/register/joined.js';
import { addSource, listSources, rateSource, sourceById } from '../../desk/register/sources.js';
import { wasPublic } from '../../desk/register/unmasking.js';
import { reliabilities } from '../../domain/chain/scales.js';
import { parse } from '../../domain/parse.js';
import { type Source, sourceKinds } from '../../domain/register/source.js';
import { ratingInput, sourceInput } from '../../domain/register/source-input.js';
import { may } from '../../domain/rights.js';
import { viewerOf } from '../articles/article.js';
import { listShape, sendMade } from '../http/answers.js';
import { pageAsked, pageQuery } from '../http/api-input.js';
import type { Context } from '../http/context.js';
import { redirectWith } from '../http/flash.js';
import { textField, textFields } from '../http/form-fields.js';
import { withQuery } from '../http/links.js';
import { confirmedIn } from '../http/questions.js';
import { rendered } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { formWork, type RefusedForm } from '../http/sent-form.js';
import { entryRoutes } from './entry-routes.js';
import { answersTo, answerTo, doubleShape, sendSource, sourceShape } from './source-answers.js';
import { sourcePage, sourceRow } from './sources-view.js';

/** The register: its list, its entries, their ratings. Who a source is stands in confidential-sources.ts. */
export function sources(routes: Routes): void {
  routes.get('/sources', 'read', showAll);

  routes.get('/sources/new', 'add sources', (context, _req, res) => showNew(context, res));

  routes.post('/sources', 'add sources', add);

  routes.get('/sources/:id', 'read', (context, req, res) =>
    showOne(context, res, req.params.id, { after: textField(req.query, 'after') }),
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
        const { name } = await rateSource(desk, actor, id, parse(ratingInput, rating));
        redirectWith(req, res, `/sources/${id}`, { message: `${name} is rated.` });
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
        ...pageQuery,
      },
      answer: z.union([listShape(sourceShape), listShape(doubleShape)]),
    },
    async ({ desk }, req, res) => {
      if (textField(req.query, 'doubles') === 'true') return sendDoubles(desk, req, res);
      const asked = { q: textField(req.query, 'q'), ...pageAsked(req.query) };
      const { items, next } = await listSources(desk, asked);
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
      conflict: 'Something must be said yes to first (`confirm`), such as a name that others bear.',
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
      summary: 'Rates a source, whose own answer bears its ratings',
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

async function sendDoubles(desk: Desk, { query }: Pick<RouteRequest, 'query'>, res: Response) {
  const { items, next } = await listDoubles(desk.store, pageAsked(query));
  const answers = items.map(async ({ sources, ...double }) => ({
    ...double,
    sources: await answersTo(desk, sources),
  }));
  res.json({ items: await Promise.all(answers), next });
}

async function showAll({ desk, actor }: Context, req: RouteRequest, res: Response): Promise<void> {
  const { q, after } = textFields(req.query, 'q', 'after');
  const page = await listSources(desk, { q, after: after || null });
  const rows = page.items.map(async (source) =>
    sourceRow(source, await countUses(desk.store, source)),
  );
  res.render('register/index', {
    rows: await Promise.all(rows),
    q: q.trim(),
    first: after === '' ? null : withQuery('/sources', { q }),
    next: page.next === null ? null : withQuery('/sources', { q, after: page.next }),
    mayAdd: may(actor, 'add sources'),
  });
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
      redirectWith(req, res, `/sources/${source.id}`, { message });
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

const kindOptions = [
  { value: '', label: 'Not said' },
  ...sourceKinds.map((kind) => ({ value: kind, label: kind })),
];

function showNew({ actor }: Context, res: Response, refused: RefusedForm | null = null): void {
  const mayRate = may(actor, 'rate sources');
  res.render('register/new', { kinds: kindOptions, reliabilities, mayRate, refused });
}

/** A source's page; `after` goes through the annotations that name it, newest first. */
async function showOne(
  context: Context,
  res: Response,
  id: string,
  { after = '', refused = null }: PageState = {},
): Promise<void> {
  const { desk } = context;
  const source = await sourceById(desk, id);
  const reading = {
    source,
    affiliation: await affiliationOf(desk, source),
    people: await peopleNames(desk),
    uses: await countUses(desk.store, source),
    wasPublic: await wasPublic(desk, source),
    ...(await joinedWith(desk, source)),
    ...(await annotationsWith(desk, source, after || null)),
  };
  const page = sourcePage(reading, viewerOf(context));
  res.render('register/show', { page, after, reliabilities, refused });
}

interface PageState {
  after?: string;
  refused?: RefusedForm | null;
}

async function affiliationOf(desk: Desk, { affiliation }: Source): Promise<Source | null> {
  return affiliation === null ? null : desk.store.get('sources', affiliation);
}

/** The entry that stands for this one, and those for which this one stands. */
async function joinedWith({ store }: Desk, source: Source) {
  const [end] = await standingFor(store, [source]);
  const [, ...joined] = await entriesOfOne(store, source);
  return { joinedInto: end && end.id !== source.id ? end : null, joined };
}

async function annotationsWith(desk: Desk, source: Source, after: string | null) {
  const page = await annotationsNaming(desk.store, source, { after });
  const ids = page.items.map(({ article }) => article);
  const articles = await documentsById(desk, 'articles', ids);
  return { annotations: page.items, next: page.next, articles };
}
