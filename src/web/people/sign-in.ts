import type { Response } from 'express';
import { anyoneOnDesk, signIn as personSigningIn } from '../../desk/people/people.js';
import { Problem } from '../../domain/problem.js';
import type { AttemptLimits } from '../access/attempt-limits.js';
import { knownBrowser, rememberBrowser } from '../access/known-browser.js';
import { behindTls } from '../access/security.js';
import { endSession, startSession } from '../access/session.js';
import { textField, textFields } from '../forms/form-fields.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { saidShownTo } from '../forms/shown-to.js';
import type { Site } from '../http/context.js';
import { seeOther } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { localPath } from '../page/links.js';

/** The routes of signing in; `limits` holds who tries too often. */
export function signIn(routes: Routes, limits: AttemptLimits): void {
  routes.get('/sign-in', 'anyone', async ({ desk, actor }, { query }, res) => {
    const next = localPath(query.next);
    if (!(await anyoneOnDesk(desk))) return seeOther(res, '/setup');
    if (actor) return seeOther(res, next);
    show(res, { next });
  });

  routes.post('/sign-in', 'anyone', async ({ desk, site }, req, res) => {
    demandTls(site, req);
    const next = localPath(textField(req.body, 'next'));
    const typed = textFields(req.body, 'email', 'password');
    await formWork(
      req,
      res,
      async () => {
        const browser = await knownBrowser(desk, site, req, typed.email);
        const work = () => personSigningIn(desk, typed);
        const person = await limits.signIn(req, typed.email, work, browser);
        await rememberBrowser(desk, site, res, person.email);
        await startSession(req, person);
        seeOther(res, next);
      },
      (refused) => show(res, { next }, refused),
    );
  });

  routes.post('/sign-out', 'anyone', async ({ site, actor }, req, res) => {
    await endSession(req, res, site);
    // A page of whoever goes takes their drafts out of the browser, and leaves those of others: browser/annotations/draft.ts.
    const said = saidShownTo(req.body);
    if (said === null || (actor && actor.id !== said)) res.set('Clear-Site-Data', '"storage"');
    // Its other tabs are told: browser/people/signed-out.ts.
    seeOther(res, '/sign-in#signed-out');
  });
}

interface SignInPage {
  next: string;
}

function show(res: Response, page: SignInPage, refused: RefusedForm | null = null): void {
  res.render('people/sign-in', { ...page, refused });
}

/** A cookie for TLS alone would not come back over plain HTTP: sign-in would seem to do nothing. */
export function demandTls(site: Site, req: Pick<RouteRequest, 'secure'>): void {
  if (!behindTls(site) || req.secure) return;
  throw new Problem(
    'forbidden',
    `This desk is reached over TLS: open ${site.baseUrl} and sign in there.`,
  );
}
