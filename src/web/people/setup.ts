import type { Response } from 'express';
import { listArticles } from '../../desk/articles/article-list.js';
import { isSetup, setUp } from '../../desk/people/one-time-links.js';
import { anyoneOnDesk } from '../../desk/people/people.js';
import type { AttemptLimits } from '../access/attempt-limits.js';
import { rememberBrowser } from '../access/known-browser.js';
import { startSession } from '../access/session.js';
import { sampleIn } from '../articles/articles-view.js';
import { textField, textFields } from '../forms/form-fields.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { seeOther } from '../http/responses.js';
import type { Routes } from '../http/routes.js';
import { demandTls } from './sign-in.js';

/** The first admin is made behind a one-time link that is printed in the terminal. */
export function setup(routes: Routes, limits: AttemptLimits): void {
  routes.get('/setup', 'anyone', async ({ desk }, { query }, res) => {
    if (await anyoneOnDesk(desk)) return seeOther(res, '/');
    const token = textField(query, 'token');
    show(res, (await isSetup(desk, token)) ? token : null);
  });

  routes.post('/setup', 'anyone', async ({ desk, site }, req, res) => {
    demandTls(site, req);
    const { token, ...typed } = textFields(req.body, 'token', 'name', 'email', 'password');
    await formWork(
      req,
      res,
      async () => {
        const person = await limits.link(req, () => setUp(desk, token, typed));
        await rememberBrowser(desk, site, res, person.email);
        await startSession(req, person);
        // Who begins on samples begins in one of them.
        seeOther(res, sampleIn(await listArticles(desk)) ?? '/');
      },
      (refused) => show(res, token, refused),
    );
  });
}

function show(res: Response, token: string | null, refused: RefusedForm | null = null): void {
  res.render('people/setup', { token, refused });
}
