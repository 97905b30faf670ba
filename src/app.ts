import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Desk } from './desk/desk.js';
import { counted } from './domain/text/wording.js';
import { refuseOtherHosts } from './web/access/allowed-hosts.js';
import { type AttemptLimits, createAttemptLimits } from './web/access/attempt-limits.js';
import { identify, readRounds } from './web/access/identify.js';
import { keepOutOfCaches, refuseCrossSiteWrites, securityHeaders } from './web/access/security.js';
import { sessions } from './web/access/session.js';
import { trustOf } from './web/access/trusted-proxy.js';
import { figures } from './web/agreement/figures.js';
import { annotationEditing } from './web/annotations/annotation-editing.js';
import { annotations } from './web/annotations/annotations.js';
import { openapi } from './web/api/openapi.js';
import { article } from './web/articles/article.js';
import { articleChanges } from './web/articles/article-changes.js';
import { articles } from './web/articles/articles.js';
import { editions } from './web/articles/editions.js';
import { newArticle } from './web/articles/new-article.js';
import { sharedWording } from './web/articles/shared-wording.js';
import { claims } from './web/claims/claims.js';
import { keepPages } from './web/forms/kept-pages.js';
import { help } from './web/help/help.js';
import { history } from './web/history/history.js';
import { undoing } from './web/history/undoing.js';
import { compress } from './web/http/compress.js';
import type { Site } from './web/http/context.js';
import { answerErrors, notFound } from './web/http/errors.js';
import { health } from './web/http/health.js';
import { requestLog } from './web/http/request-log.js';
import { createRoutes, type Routes } from './web/http/routes.js';
import { live, notePosition } from './web/live/live.js';
import { presence } from './web/live/presence.js';
import { maps } from './web/map/maps.js';
import { assets } from './web/page/assets.js';
import { withLayout } from './web/page/layout.js';
import { renderView, viewsFolder } from './web/page/views.js';
import { account } from './web/people/account.js';
import { colleagueSuggestions } from './web/people/colleague-suggestions.js';
import { people } from './web/people/people.js';
import { reset } from './web/people/reset.js';
import { settings } from './web/people/settings.js';
import { setup } from './web/people/setup.js';
import { signIn } from './web/people/sign-in.js';
import { signInAgain } from './web/people/sign-in-again.js';
import { tokens } from './web/people/tokens.js';
import { confidentialSources } from './web/register/confidential-sources.js';
import { expunging } from './web/register/expunging.js';
import { sourceSuggestions } from './web/register/source-suggestions.js';
import { sources } from './web/register/sources.js';
import { reports } from './web/reports/reports.js';
import { comments } from './web/review/comments.js';
import { proposalDecisions } from './web/review/proposal-decisions.js';
import { proposals } from './web/review/proposals.js';
import { countReviews, queue } from './web/review/queue.js';
import { requests } from './web/review/requests.js';
import { settlements } from './web/review/settlements.js';
import { verdicts } from './web/review/verdicts.js';
import { rounds } from './web/rounds/rounds.js';
import { search } from './web/search/search.js';
import { answerSharedErrors, shared, sharedHeaders } from './web/shares/shared.js';
import { shares } from './web/shares/shares.js';
import { sourcing } from './web/sourcing/sourcing.js';

/** Every resource adds its own routes. */
const resources: ((routes: Routes, limits: AttemptLimits) => void)[] = [
  health,
  help,
  setup,
  signIn,
  reset,
  account,
  tokens,
  colleagueSuggestions,
  people,
  settings,
  // Ahead of what has an id below /articles.
  newArticle,
  articles,
  article,
  articleChanges,
  editions,
  rounds,
  maps,
  annotations,
  annotationEditing,
  verdicts,
  proposals,
  proposalDecisions,
  comments,
  settlements,
  requests,
  presence,
  sourceSuggestions,
  sources,
  confidentialSources,
  expunging,
  claims,
  sourcing,
  sharedWording,
  history,
  undoing,
  search,
  figures,
  // Behind what has a name of its own below /review.
  queue,
  reports,
  shares,
  live,
  openapi,
];

interface AppParts {
  desk: Desk;
  site: Site;
  log: Logger;
}

/** What is read without a session, by people whom nobody knows. */
const strangersResources: typeof resources = [shared];

/** Every route of the app, with who may use it. */
export function allRoutes(limits: AttemptLimits): Routes {
  return routesOf([...strangersResources, ...resources], limits);
}

function routesOf(added: typeof resources, limits: AttemptLimits): Routes {
  const routes = createRoutes();
  for (const add of added) add(routes, limits);
  return routes;
}

/** The whole application on a desk. It does not listen. */
export function createApp({ desk, site, log }: AppParts): Express {
  const app = express();
  app.engine('ejs', renderView);
  app.set('view engine', 'ejs');
  app.set('views', viewsFolder);
  app.locals.counted = counted;
  app.enable('view cache');
  app.disable('x-powered-by');
  // Nothing here is cached; where a tag counts (If-Match), it is the annotation's own.
  app.disable('etag');
  app.set('trust proxy', trustOf(site.trustedProxies));

  const limits = createAttemptLimits(desk);
  app.use(requestLog(log), securityHeaders(site), refuseOtherHosts(site));
  app.use('/assets', compress(site), assets);
  // Ahead of the sessions: no cookie is read or set there.
  app.use('/shared', keepOutOfCaches, sharedHeaders, compress(site));
  app.use(routesOf(strangersResources, limits).router(desk, site));
  app.use('/shared', notFound, answerSharedErrors(log));
  const routes = routesOf(resources, limits);
  // What is begun here is read together with who asks.
  app.use(keepOutOfCaches, withLayout, readRounds(desk), ...routes.aheadOf(desk));
  app.use(sessions(desk, site), identify(desk));
  // Behind the sessions: where one can't be written, an answer that is still being compressed is cut off.
  app.use(compress(site), refuseCrossSiteWrites(site), notePosition(desk));
  app.use(keepPages(desk), countReviews(desk));
  app.use(signInAgain(desk, site, limits));
  app.use(routes.router(desk, site));
  app.use(notFound);
  app.use(answerErrors(desk, log, routes.list()));
  return app;
}
