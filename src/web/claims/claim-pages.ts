import type { Response } from 'express';
import {
  addClaim,
  claimById,
  joinClaims,
  partClaims,
  reviseClaim,
} from '../../desk/claims/claim-changes.js';
import { claimsAlike, countClaims, listClaims } from '../../desk/claims/claim-list.js';
import { tellStanding, tellStandings } from '../../desk/claims/claim-reading.js';
import { type ClaimStanding, standingForClaim } from '../../desk/claims/kept-claims.js';
import type { Desk } from '../../desk/desk.js';
import { collected, documentsById } from '../../desk/documents.js';
import { eventsOf } from '../../desk/history/events-of.js';
import { namesIn } from '../../desk/history/history.js';
import { claimMap, sourcesStandingIn } from '../../desk/map/maps.js';
import { Pace } from '../../desk/pace.js';
import { peopleNames } from '../../desk/people/names.js';
import { versionTag } from '../../desk/version-tag.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import { claimStates } from '../../domain/claims/claim.js';
import { claimChangeInput, claimInput } from '../../domain/claims/claim-change.js';
import { countsInside } from '../../domain/claims/claim-figures.js';
import { goBetweensThatMayBeOne } from '../../domain/claims/go-betweens.js';
import { parse } from '../../domain/parse.js';
import { may } from '../../domain/rights.js';
import { textField, textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { undoable } from '../history/undoing.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { claimMapView } from '../map/drawn-maps.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { viewerOf } from '../page/viewer.js';
import { addressOf, chipsOf, filtersIn } from './claim-filters-view.js';
import { claimPage } from './claim-page-view.js';
import { maxPassagesShown } from './claim-passages-view.js';
import { type WitnessChoice, witnessChoice } from './claim-reading.js';
import { claimRow } from './claim-row-view.js';

/** The list of claims, a claim's page, and what is done there. */
export function claimPages(routes: Routes): void {
  routes.get('/claims', 'read', showAll);
  routes.get('/claims/new', 'annotate', (context, req, res) =>
    showNew(context, res, textField(req.query, 'statement')),
  );
  routes.post('/claims', 'annotate', add);
  routes.get('/claims/:id', 'read', (context, req, res) =>
    showOneClaim(context, res, req.params.id, {
      witnesses: witnessChoice(textField(req.query, 'witnesses')),
      through: textField(req.query, 'through').split(',').filter(Boolean),
    }),
  );
  routes.post('/claims/:id', 'decide claims', revise);
  routes.post('/claims/:id/merge', 'decide claims', join);
  routes.post('/claims/:id/parting', 'decide claims', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    const part = () => partClaims(desk, actor, id);
    const { undo } = await undoable({ desk, actor }, { kind: 'claim', id }, part);
    const message = 'Parted: it stands for itself again.';
    redirectWith(req, res, `/claims/${id}`, { message, undo });
  });
}

async function showAll({ desk, actor }: Context, req: RouteRequest, res: Response): Promise<void> {
  const filters = filtersIn(req.query);
  const after = textField(req.query, 'after') || null;
  const [page, counts] = await Promise.all([
    listClaims(desk, filters, { after }),
    countClaims(desk, filters),
  ]);
  const told = await tellStandings(desk, page.items);
  const { article, source } = filters;
  const about = [
    article ? (await desk.store.get('articles', article))?.title : null,
    source ? (await desk.store.get('sources', source))?.name : null,
  ];
  res.render('claims/index', {
    page: {
      rows: page.items.flatMap((standing, at) => {
        const words = told[at];
        return words ? [claimRow(standing, words)] : [];
      }),
      q: filters.q?.trim() ?? '',
      chips: chipsOf(filters, counts),
      about: about.flatMap((name) => name ?? []),
      isFiltered: addressOf(filters) !== '/claims',
      hidden: { article, source },
      first: after === null ? null : addressOf(filters),
      next: page.next === null ? null : addressOf(filters, page.next),
      mayAdd: may(actor, 'annotate'),
    },
  });
}

async function showNew(
  { desk }: Context,
  res: Response,
  typed: string,
  refused: RefusedForm | null = null,
): Promise<void> {
  res.render('claims/new', { typed, alike: await claimsAlike(desk, typed), refused });
}

/** Somebody who was not shown what reads nearly the same is shown it first. */
async function add(context: Context, req: RouteRequest, res: Response): Promise<void> {
  const { desk, actor } = context;
  const typed = textField(req.body, 'statement');
  const isSure = textField(req.body, 'sure') !== '';
  const alike = isSure ? [] : await claimsAlike(desk, typed);
  if (alike.length > 0) return showNew(context, res, typed);
  await formWork(
    req,
    res,
    async () => {
      const input = { ...parse(claimInput, { statement: typed }), confirm: confirmedIn(req.body) };
      const { id } = await addClaim(desk, actor, input);
      redirectWith(req, res, `/claims/${id}`, { message: 'The claim is entered.' });
    },
    (refused) => showNew(context, res, typed, refused),
  );
}

async function revise(
  context: Context,
  req: RouteRequest<'/claims/:id'>,
  res: Response,
): Promise<void> {
  const { desk, actor } = context;
  const { id } = req.params;
  await formWork(
    req,
    res,
    async () => {
      const sent = textFields(req.body, 'statement', 'state', 'reason', 'seen');
      const input = parse(claimChangeInput, { ...sent, reason: sent.reason || null });
      const said = { ...input, confirm: confirmedIn(req.body) };
      const revise = () => reviseClaim(desk, actor, id, said, sent.seen || null);
      const { undo } = await undoable(context, { kind: 'claim', id }, revise);
      const message = 'The claim is saved.';
      redirectWith(req, res, `/claims/${id}`, { message, undo });
    },
    (refused) => showOneClaim(context, res, id, { refused: { ...refused, at: 'decide' } }),
  );
}

async function join(
  context: Context,
  req: RouteRequest<'/claims/:id/merge'>,
  res: Response,
): Promise<void> {
  const { desk, actor } = context;
  const { id } = req.params;
  await formWork(
    req,
    res,
    async () => {
      const into = textField(req.body, 'into').trim();
      await joinClaims(desk, actor, id, into, { confirm: confirmedIn(req.body, ['identity']) });
      const undo = undoBy(`/claims/${id}/parting`);
      redirectWith(req, res, `/claims/${into}`, { message: 'Joined: both are one claim.', undo });
    },
    (refused) =>
      showOneClaim(context, res, id, { refused: { ...refused, at: textField(req.body, 'into') } }),
  );
}

interface PageState {
  witnesses?: WitnessChoice | null;
  /** Sources, of which one stands in the chains of those that are shown. */
  through?: readonly string[];
  refused?: RefusedForm | null;
}

/** The page of a claim; `refused` is the form of it that could not be taken. */
export async function showOneClaim(
  context: Context,
  res: Response,
  id: string,
  { witnesses = null, through = [], refused = null }: PageState = {},
): Promise<void> {
  const { desk } = context;
  // A claim may have thousands of passages.
  const pace = new Pace();
  const claim = await claimById(desk, id);
  const standing = await standingForClaim(desk, claim);
  const [told, shown, alike, events, people, joined] = await Promise.all([
    tellStanding(desk, standing),
    passagesShown(desk, standing),
    claim.joined ? [] : claimsAlike(desk, claim.statement, standing.claim.id),
    collected(eventsOf(desk.store, 'claim', id)),
    peopleNames(desk),
    documentsById(desk, 'claims', standing.entries.slice(1)),
  ]);
  const map = await claimMapView(
    standing.claim.id,
    claimMap(standing, shown.annotations, shown.sources),
  );
  await pace.giveWay();
  const page = claimPage(
    {
      ...{ claim, standing, told, alike, events, people, refused, witnesses, through, map },
      ...shown,
      tag: versionTag(claim),
      joined: claim.joined ? [] : [...joined.values()],
      names: await namesIn(desk, events),
      doubts: await doubtsIn(desk, standing),
    },
    viewerOf(context),
  );
  await pace.giveWay();
  res.render('claims/show', { page, states: claimStates, refused });
}

/** The go-betweens that may be one person, by their entries. */
async function doubtsIn(desk: Desk, { passages, inside }: ClaimStanding) {
  const pairs = goBetweensThatMayBeOne(passages.filter(countsInside), inside.asserts.independence);
  const sources = await documentsById(desk, 'sources', pairs.flat());
  return pairs.flatMap(([one, other]) => {
    const [first, second] = [sources.get(one), sources.get(other)];
    return first && second ? [[first, second] as const] : [];
  });
}

/** The passages that the page has room for, with what they name. */
async function passagesShown(desk: Desk, standing: ClaimStanding) {
  const { passages } = standing;
  const stances = ['asserts', 'denies', 'questions'] as const;
  const ids = stances.flatMap((stance) =>
    passages
      .filter((passage) => passage.stance === stance)
      .slice(0, maxPassagesShown)
      .map(({ annotation }) => annotation),
  );
  const annotations = await documentsById(desk, 'annotations', ids);
  const list = [...annotations.values()];
  const [articles, sources] = await Promise.all([
    documentsById(
      desk,
      'articles',
      list.map(({ article }) => article),
    ),
    documentsById(desk, 'sources', [
      ...list.flatMap(({ chain }) => sourcesIn(chain)),
      ...sourcesStandingIn(standing),
    ]),
  ]);
  return { annotations, articles, sources };
}
