import ejs from 'ejs';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Desk } from './desk/desk.js';
import { account } from './web/account.js';
import { annotations } from './web/annotations.js';
import { apiAgreement } from './web/api-agreement.js';
import { apiAnnotations } from './web/api-annotations.js';
import { apiArticles } from './web/api-articles.js';
import { apiClaims } from './web/api-claims.js';
import { apiComments } from './web/api-comments.js';
import { apiHistory } from './web/api-history.js';
import { apiProposals } from './web/api-proposals.js';
import { apiRequests } from './web/api-requests.js';
import { apiReview } from './web/api-review.js';
import { apiRounds } from './web/api-rounds.js';
import { apiSettings } from './web/api-settings.js';
import { apiSettlements } from './web/api-settlements.js';
import { apiSources } from './web/api-sources.js';
import { apiVerdicts } from './web/api-verdicts.js';
import { article } from './web/article.js';
import { articleChanges } from './web/article-changes.js';
import { articles } from './web/articles.js';
import { colleagueSuggestions } from './web/colleague-suggestions.js';
import { comments } from './web/comments.js';
import { confidences } from './web/confidences.js';
import type { Site } from './web/context.js';
import { type Doors, openDoors } from './web/doors.js';
import { answerErrors, notFound } from './web/errors.js';
import { health } from './web/health.js';
import { history } from './web/history.js';
import { home } from './web/home.js';
import { identify } from './web/identify.js';
import { withLayout } from './web/layout.js';
import { live, notePosition } from './web/live.js';
import { openapi } from './web/openapi.js';
import { people } from './web/people.js';
import { presence } from './web/presence.js';
import { proposals } from './web/proposals.js';
import { isBelieved } from './web/proxy.js';
import { reports } from './web/reports.js';
import { requests } from './web/requests.js';
import { reset } from './web/reset.js';
import { review } from './web/review.js';
import { countReviews } from './web/review-count.js';
import { reviewFiguresPage } from './web/review-figures.js';
import { rounds } from './web/rounds.js';
import { createRoutes, type Routes } from './web/routes.js';
import { search } from './web/search.js';
import {
  behindTls,
  keepOutOfCaches,
  refuseCrossSiteWrites,
  securityHeaders,
} from './web/security.js';
import { sessions } from './web/session.js';
import { settings } from './web/settings.js';
import { settlements } from './web/settlements.js';
import { setup } from './web/setup.js';
import { signIn } from './web/sign-in.js';
import { sourceSuggestions } from './web/source-suggestions.js';
import { sources } from './web/sources.js';
import { assets, viewsFolder } from './web/static.js';
import { tokens } from './web/tokens.js';
import { verdicts } from './web/verdicts.js';

/** Every resource adds its own routes. */
const resources: ((routes: Routes, doors: Doors) => void)[] = [
  health,
  home,
  setup,
  signIn,
  reset,
  account,
  tokens,
  colleagueSuggestions,
  people,
  settings,
  articles,
  article,
  articleChanges,
  rounds,
  annotations,
  verdicts,
  proposals,
  comments,
  settlements,
  requests,
  presence,
  sourceSuggestions,
  sources,
  confidences,
  history,
  search,
  reviewFiguresPage,
  // Behind what has a name of its own below /review.
  review,
  reports,
  apiArticles,
  apiAnnotations,
  apiVerdicts,
  apiProposals,
  apiComments,
  apiSettlements,
  apiRequests,
  apiReview,
  apiRounds,
  apiSettings,
  apiSources,
  apiClaims,
  apiHistory,
  live,
  apiAgreement,
  openapi,
];

export interface AppParts {
  desk: Desk;
  site: Site;
  log: Logger;
}

/** Every route of the app, with who may use it. */
export function allRoutes(doors: Doors): Routes {
  const routes = createRoutes();
  for (const add of resources) add(routes, doors);
  return routes;
}

/** The whole application on a desk. It does not listen. */
export function createApp({ desk, site, log }: AppParts): Express {
  const app = express();
  app.engine('ejs', ejs.renderFile);
  app.set('view engine', 'ejs');
  app.set('views', viewsFolder);
  app.enable('view cache');
  app.disable('x-powered-by');
  // Nothing here is cached; where a tag counts (If-Match), it is the annotation's own.
  app.disable('etag');
  // Only behind TLS is there a proxy.
  if (behindTls(site)) app.set('trust proxy', isBelieved);

  app.use(requestLog(log), securityHeaders(site));
  app.use('/assets', assets());
  app.use(keepOutOfCaches, withLayout, sessions(desk, site), identify(desk));
  app.use(refuseCrossSiteWrites(site), countReviews(desk), notePosition(desk));
  app.use(allRoutes(openDoors(desk)).router(desk, site));
  app.use(notFound);
  app.use(answerErrors(desk, log));
  return app;
}

/** One line per request: no bodies, cookies or tokens, and no query, which may hold a one-time link. */
function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    autoLogging: { ignore: (req) => req.url?.startsWith('/assets/') ?? false },
    quietReqLogger: true,
    serializers: {
      req: ({ id, method, url }) => ({ id, method, path: url.split('?')[0] }),
      res: ({ statusCode }) => ({ status: statusCode }),
    },
  });
}
