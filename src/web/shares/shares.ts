import type { Response } from 'express';
import { articleById } from '../../desk/articles/articles.js';
import { now } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import { sharedReport } from '../../desk/shares/shared-reports.js';
import { revokeShare, shareById, shareReport, sharesOf } from '../../desk/shares/shares.js';
import { dayMs } from '../../domain/durations.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { type Share, type ShareState, shareInput, stateOf } from '../../domain/shares/share.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import { inQuotes } from '../../domain/text/wording.js';
import type { ReportedAnnotation } from '../../reports/reported-annotation.js';
import { listShape, type People, sendMade } from '../api/answers.js';
import { pageOf, pageQuery } from '../api/api-input.js';
import { textField } from '../forms/form-fields.js';
import { showOnce } from '../forms/kept-pages.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { toldOnce } from '../forms/told-once.js';
import type { Context } from '../http/context.js';
import type { Routes } from '../http/routes.js';
import { redirectWith } from '../page/flash.js';
import { ownAddress } from '../page/links.js';
import { readingsNow, shareAnswer, sharedShape, shareShape } from './share-answers.js';

/** Who shares a report, with what it is shared, and that it is no longer. */
export function shares(routes: Routes): void {
  routes.get('/articles/:id/shares', right, (context, req, res) =>
    showShares(context, res, req.params.id),
  );
  routes.post('/articles/:id/shares', right, async (context, req, res) => {
    const { id } = req.params;
    await formWork(
      req,
      res,
      async () => {
        const input = parse(shareInput, sentForm(context, req.body));
        // A link is shown once: what may fail comes before it is made.
        const framed = input.origins.length === 0 ? [] : await annotationsIn(context, id);
        const { secret } = await toldOnce(
          context.desk,
          () => shareReport(context.desk, context.actor, id, input),
          async ({ share }) => (await shareById(context.desk, share.id)).ended === null,
        );
        showOnce(res, pathOf(id));
        res.status(201);
        const link = addressOf(ownAddress(context.site, req), secret);
        await showShares(context, res, id, { made: madeView(link, framed) });
      },
      (refused) => showShares(context, res, id, { refused }),
    );
  });
  routes.post('/shares/:id/revocation', right, async ({ desk, actor }, req, res) => {
    const { article } = await revokeShare(desk, actor, req.params.id);
    const message = 'The link is revoked: whoever follows it is told so.';
    redirectWith(req, res, pathOf(article), { message });
  });
  forPrograms(routes);
}

const right = 'share reports';

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/articles/:id/shares',
    {
      right,
      summary: 'The links by which the report on an article is shared, the newest first',
      query: pageQuery,
      answer: listShape(shareShape),
    },
    async ({ desk, actor }, req, res) => {
      const { items, next } = pageOf(await sharesOf(desk, actor, req.params.id), req.query);
      const people = await peopleNames(desk);
      res.json({ items: items.map((share) => shareAnswer(desk, share, people)), next });
    },
  );
  routes.post(
    '/api/articles/:id/shares',
    {
      right,
      summary:
        'Shares the readers’ report on an article, as it stands when it is read, with whoever has the `url`, which is told this once. The pages of `origins` may show one annotation of it in a frame: `url/annotations/ID`',
      body: shareInput,
      answer: sharedShape,
      makes: true,
      conflict: 'The same request has shared it: the link is told once.',
    },
    async ({ desk, site, actor, body }, req, res) => {
      const { share, secret } = await shareReport(desk, actor, req.params.id, body);
      const url = addressOf(ownAddress(site, req), secret);
      const answer = shareAnswer(desk, share, await peopleNames(desk));
      sendMade(res, `/api/shares/${share.id}`, { ...answer, url });
    },
  );
  oneForPrograms(routes);
}

function oneForPrograms(routes: Routes): void {
  routes.get(
    '/api/shares/:id',
    {
      right,
      summary: 'A link by which a report is shared, without its secret',
      answer: shareShape,
    },
    async ({ desk }, req, res) => {
      res.json(shareAnswer(desk, await shareById(desk, req.params.id), await peopleNames(desk)));
    },
  );
  routes.delete(
    '/api/shares/:id',
    { right, summary: 'Ends a share: whoever follows its link is told so' },
    async ({ desk, actor }, req, res) => {
      await revokeShare(desk, actor, req.params.id);
      res.status(204).end();
    },
  );
}

function pathOf(article: string): string {
  return `/articles/${article}/shares`;
}

function addressOf(base: string, secret: string): string {
  return `${base}/shared/${secret}`;
}

/** For how many days a link may be good; the first is offered. */
const lifetimes = [
  { days: '30', words: '30 days' },
  { days: '7', words: '7 days' },
  { days: '365', words: 'a year' },
  { days: '', words: 'until it is revoked' },
];

/** What the form sends, as programs send it: days from now, and a site a line. */
function sentForm({ desk }: Context, body: unknown): object {
  const days = textField(body, 'days');
  if (!lifetimes.some((offered) => offered.days === days)) {
    throw Problem.field('days', 'Choose for how long the link is good.');
  }
  const end = new Date(desk.clock().getTime() + Number(days) * dayMs);
  const origins = textField(body, 'origins').split(/[\s,]+/u);
  const note = textField(body, 'note');
  return {
    expires: days === '' ? null : end.toISOString(),
    origins: origins.filter(Boolean),
    note,
  };
}

/** A share that was made just now. */
interface MadeView {
  link: string;
  /** For the pages of other sites, by the number of the annotation. */
  frames: { number: number; quote: string; snippet: string }[];
  /** How many annotations have none here. */
  more: number;
}

const maxFrames = 200;

/** The annotations of an article that a reader by a link sees. */
async function annotationsIn(
  { desk, site }: Context,
  article: string,
): Promise<readonly ReportedAnnotation[]> {
  for await (const { annotations } of (await sharedReport(desk, article, site)).articles()) {
    return annotations;
  }
  return [];
}

function madeView(link: string, framed: readonly ReportedAnnotation[]): MadeView {
  const frames = framed.slice(0, maxFrames).map(({ number, annotation }) => ({
    number,
    quote: annotation.target.exact,
    snippet: snippetOf(`${link}/annotations/${annotation.id}`, annotation.chain.length),
  }));
  return { link, frames, more: framed.length - frames.length };
}

/**
 * What another site puts into its page, some as high as the chain is long. The secret and ids hold nothing
 * that means something in markup.
 */
function snippetOf(address: string, hops: number): string {
  const heightPx = Math.min(220 + 55 * hops, 800);
  const attributes = [
    `src="${address}" title="How this is known" width="100%" height="${heightPx}"`,
    'loading="lazy" referrerpolicy="no-referrer"',
    'sandbox="allow-popups allow-popups-to-escape-sandbox" style="border: 0"',
  ];
  return `<iframe ${attributes.join(' ')}></iframe>`;
}

interface Shown {
  made?: MadeView;
  refused?: RefusedForm;
}

async function showShares(
  context: Context,
  res: Response,
  id: string,
  { made, refused }: Shown = {},
): Promise<void> {
  const { desk, actor } = context;
  const { title } = await articleById(desk, id);
  const people = await peopleNames(desk);
  const rows = (await sharesOf(desk, actor, id)).map((share) => rowOf(context, share, people));
  res.render('shares/index', {
    article: { id, title },
    shares: rows,
    lifetimes,
    made: made ?? null,
    refused: refused ?? null,
  });
}

const stateWords: Record<ShareState, string> = {
  open: 'open',
  expired: 'ran out',
  revoked: 'revoked',
  'article deleted': 'ended with its article',
};

function rowOf({ desk, site }: Context, share: Share, people: People) {
  const { id, created, creator, ended, expires, note, origins } = share;
  const state = stateOf(share, now(desk));
  const shown = (moment: string) => showMoment(moment, site.timeZone);
  const by = people.get(creator) ?? creator;
  return {
    id,
    by,
    created,
    createdShown: shown(created),
    expires,
    expiresShown: expires && shown(expires),
    isOpen: state === 'open',
    state: ended
      ? `${stateWords[state]} by ${people.get(ended.by) ?? ended.by}`
      : stateWords[state],
    ended: ended && { iso: ended.at, words: shown(ended.at) },
    origins,
    note,
    readings: readingsNow(desk, share),
    called: note === null ? `the link of ${by}, ${shown(created)}` : `the link ${inQuotes(note)}`,
  };
}
