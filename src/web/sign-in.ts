import type { Response } from 'express';
import { anyoneOnDesk, signIn as personSigningIn } from '../desk/people.js';
import { Problem } from '../domain/problem.js';
import type { Site } from './context.js';
import type { Doors } from './doors.js';
import { textField, textFields } from './form-fields.js';
import { localPath } from './local-path.js';
import { type Faults, formWork } from './problems.js';
import type { Asked, Routes } from './routes.js';
import { behindTls } from './security.js';
import { seeOther } from './see-other.js';
import { endSession, startSession } from './session.js';

export function signIn(routes: Routes, doors: Doors): void {
  routes.get('/sign-in', 'anyone', async ({ desk, actor }, { query }, res) => {
    const next = localPath(query.next);
    if (!(await anyoneOnDesk(desk))) return seeOther(res, '/setup');
    if (actor) return seeOther(res, next);
    show(res, { next, email: '', passwordSet: query.password === 'set' });
  });

  routes.post('/sign-in', 'anyone', async ({ desk, site }, req, res) => {
    demandTls(site, req);
    const next = localPath(textField(req.body, 'next'));
    const typed = textFields(req.body, 'email', 'password');
    await formWork(
      res,
      async () => {
        const person = await doors.signIn(req, typed.email, () => personSigningIn(desk, typed));
        await startSession(req, person);
        seeOther(res, next);
      },
      (faults) => show(res, { next, email: typed.email, passwordSet: false }, faults),
    );
  });

  routes.post('/sign-out', 'anyone', async ({ site }, req, res) => {
    await endSession(req, res, site);
    // Drafts of what was typed stand in the browser's storage: they are one person's.
    res.set('Clear-Site-Data', '"storage"');
    seeOther(res, '/sign-in');
  });
}

interface SignInPage {
  next: string;
  email: string;
  passwordSet: boolean;
}

function show(res: Response, page: SignInPage, faults: Faults | null = null): void {
  res.render('sign-in', { ...page, faults });
}

/** A cookie for TLS alone would not come back over plain HTTP: sign-in would seem to do nothing. */
export function demandTls(site: Site, req: Pick<Asked, 'secure'>): void {
  if (!behindTls(site) || req.secure) return;
  throw new Problem(
    'forbidden',
    `This desk is reached over TLS: open ${site.baseUrl} and sign in there.`,
  );
}
