import type { Response } from 'express';
import { changeable, reviseAnnotation } from '../../desk/annotations/annotations.js';
import { passageAddress } from '../../desk/annotations/passage-address.js';
import { undoChange } from '../../desk/annotations/undoing.js';
import { printableOne } from '../../desk/articles/article-reading.js';
import { claimsAlike } from '../../desk/claims/claim-list.js';
import { etag } from '../../domain/annotations/annotation.js';
import { stances } from '../../domain/claims/claim.js';
import { quoted } from '../../domain/history/words.js';
import { formOf, inputOf } from '../annotations/annotation-forms.js';
import { withBareClaim } from '../annotations/saved-annotation.js';
import { severalIn, textField, textFields } from '../forms/form-fields.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';

/** To which claim an annotation is put, asked from its card: nothing else of it changes. */
export function claimOfAnnotation(routes: Routes): void {
  routes.get('/annotations/:id/claim', 'annotate', (context, req, res) =>
    show(context, res, req.params.id),
  );
  routes.post('/annotations/:id/claim', 'annotate', put);
  routes.post('/annotations/:id/claim/undoing', 'annotate', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    const before = await changeable(desk, actor, id);
    const { annotation } = await undoChange(desk, actor, id, textField(req.query, 'seen'));
    const message = await withBareClaim(desk, 'Undone.', before, annotation);
    redirectWith(req, res, passageAddress(annotation), { message });
  });
}

/** The annotation with its form as it stands, for somebody who may change it. */
async function formNow({ desk, actor }: Context, id: string) {
  const annotation = await changeable(desk, actor, id);
  const reading = await printableOne(desk, annotation);
  return { annotation, form: formOf(annotation, reading, etag(annotation)) };
}

async function show(
  context: Context,
  res: Response,
  id: string,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { annotation, form } = await formNow(context, id);
  const typed = refused?.typed.claim ?? form.claim;
  const wanted = typed === '' ? annotation.target.exact : typed;
  res.render('claims/put', {
    page: {
      id,
      article: annotation.article,
      quote: quoted(annotation.target.exact),
      claim: typed,
      stance: refused?.typed.stance ?? (form.stance || 'asserts'),
      seen: form.seen,
      alike: (await claimsAlike(context.desk, wanted)).map(({ statement }) => statement),
    },
    stances,
    refused,
  });
}

async function put(
  context: Context,
  req: RouteRequest<'/annotations/:id/claim'>,
  res: Response,
): Promise<void> {
  const { desk, actor } = context;
  const { id } = req.params;
  await formWork(
    req,
    res,
    async () => {
      const { annotation, form } = await formNow(context, id);
      const { chosen, seen, ...sent } = textFields(req.body, 'claim', 'stance', 'chosen', 'seen');
      const claim = sent.claim.trim() || chosen;
      const stance = claim === '' ? '' : sent.stance;
      const input = inputOf({ ...form, claim, stance, confirm: severalIn(req.body, 'confirm') });
      const saved = await reviseAnnotation(desk, actor, id, input, seen || form.seen);
      const isChanged = etag(saved.annotation) !== etag(annotation);
      const undoing = withQuery(`/annotations/${id}/claim/undoing`, {
        seen: etag(saved.annotation),
      });
      const done = claim === '' ? 'Taken from its claim.' : 'Put to the claim.';
      redirectWith(req, res, passageAddress(annotation), {
        message: await withBareClaim(desk, done, annotation, saved.annotation),
        undo: isChanged ? undoBy(undoing) : null,
      });
    },
    (refused) => show(context, res, id, refused),
  );
}
