import type { Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import { peopleNames } from '../../desk/people/names.js';
import { confirmField } from '../../desk/register/questions.js';
import {
  setCheckAside,
  setClaimWarningAside,
  takeCheckUp,
  takeClaimWarningUp,
} from '../../desk/sourcing/overrides.js';
import { parse } from '../../domain/parse.js';
import { claimOverrideInput, sourcingOverrideInput } from '../../domain/sourcing/override.js';
import { sendMade } from '../api/answers.js';
import { showOneClaim } from '../claims/claim-pages.js';
import { textField, textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import type { Routes } from '../http/routes.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { backIn } from '../review/review-forms.js';
import { warningAnchor } from './claim-warning-view.js';
import { overrideAnswer, overrideShape } from './override-view.js';
import { checkAnchor } from './sourcing-view.js';

type Show = (
  context: Context,
  res: Response,
  article: string,
  refused: RefusedForm,
) => Promise<void>;

/** Editors set warnings aside, with a reason, and take them up again. */
export function overrides(routes: Routes, showSourcing: Show): void {
  claimForms(routes);
  checkForms(routes, showSourcing);
  claimApi(routes);
  checkApi(routes);
}

const setAside = 'It is set aside.';
const takenUp = 'It is taken up again.';

function claimForms(routes: Routes): void {
  routes.post('/claims/:id/overrides', 'set aside warnings', async (context, req, res) => {
    const { desk, actor } = context;
    const { id } = req.params;
    const { code, about } = textFields(req.body, 'code', 'about');
    const ids = about.split(' ').filter(Boolean);
    await formWork(
      req,
      res,
      async () => {
        const sent = { code, about: ids, reason: textField(req.body, 'reason') };
        const input = { ...parse(claimOverrideInput, sent), confirm: confirmedIn(req.body) };
        const { claim, override } = await setClaimWarningAside(desk, actor, id, input);
        const undo = undoBy(`/claims/${claim.id}/overrides/${override.id}/withdrawal`);
        redirectWith(req, res, `/claims/${id}`, { message: setAside, undo });
      },
      (refused) =>
        showOneClaim(context, res, id, { refused: { ...refused, at: warningAnchor(code, ids) } }),
    );
  });

  routes.post(
    '/claims/:id/overrides/:override/withdrawal',
    'set aside warnings',
    async ({ desk, actor }, req, res) => {
      const { id, override } = req.params;
      await takeClaimWarningUp(desk, actor, id, override);
      redirectWith(req, res, `/claims/${id}`, { message: takenUp });
    },
  );
}

function checkForms(routes: Routes, showSourcing: Show): void {
  routes.post('/annotations/:id/overrides', 'set aside warnings', async (context, req, res) => {
    const { desk, actor } = context;
    const { id } = req.params;
    const { article } = await annotationById(desk, id);
    const code = textField(req.body, 'code');
    await formWork(
      req,
      res,
      async () => {
        const sent = { code, reason: textField(req.body, 'reason') };
        const input = { ...parse(sourcingOverrideInput, sent), confirm: confirmedIn(req.body) };
        const { override } = await setCheckAside(desk, actor, id, input);
        const back = backIn(req) || `/articles/${article}/sourcing`;
        const path = `/annotations/${id}/overrides/${override.id}/withdrawal`;
        redirectWith(req, res, `${back}#sourcing`, {
          message: setAside,
          undo: undoBy(withQuery(path, { back })),
        });
      },
      (refused) => showSourcing(context, res, article, { ...refused, at: checkAnchor(id, code) }),
    );
  });

  routes.post(
    '/annotations/:id/overrides/:override/withdrawal',
    'set aside warnings',
    async ({ desk, actor }, req, res) => {
      const { id, override } = req.params;
      const { article } = await takeCheckUp(desk, actor, id, override);
      const back = backIn(req) || `/articles/${article}/sourcing`;
      redirectWith(req, res, `${back}#sourcing`, { message: takenUp });
    },
  );
}

function claimApi(routes: Routes): void {
  routes.post(
    '/api/claims/:id/overrides',
    {
      right: 'set aside warnings',
      summary: 'Sets a warning of a claim aside, with a reason',
      body: claimOverrideInput.extend(confirmField),
      answer: overrideShape,
      makes: true,
      conflict: 'It is set aside already, or it names a confidential source (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { override } = await setClaimWarningAside(desk, actor, req.params.id, body);
      const answer = overrideAnswer(override, await peopleNames(desk));
      sendMade(res, `/api/claims/${req.params.id}`, answer);
    },
  );
  routes.delete(
    '/api/claims/:id/overrides/:override',
    { right: 'set aside warnings', summary: 'Takes a warning of a claim up again' },
    async ({ desk, actor }, req, res) => {
      await takeClaimWarningUp(desk, actor, req.params.id, req.params.override);
      res.status(204).end();
    },
  );
}

function checkApi(routes: Routes): void {
  routes.post(
    '/api/annotations/:id/overrides',
    {
      right: 'set aside warnings',
      summary: 'Sets a check of an annotation’s sourcing aside, with a reason',
      body: sourcingOverrideInput.extend(confirmField),
      answer: overrideShape,
      makes: true,
      conflict: 'It is set aside already, or it names a confidential source (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { override } = await setCheckAside(desk, actor, req.params.id, body);
      const answer = overrideAnswer(override, await peopleNames(desk));
      sendMade(res, `/api/annotations/${req.params.id}`, answer);
    },
  );
  routes.delete(
    '/api/annotations/:id/overrides/:override',
    { right: 'set aside warnings', summary: 'Takes a check of its sourcing up again' },
    async ({ desk, actor }, req, res) => {
      await takeCheckUp(desk, actor, req.params.id, req.params.override);
      res.status(204).end();
    },
  );
}
