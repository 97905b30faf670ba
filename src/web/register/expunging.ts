import type { Response } from 'express';
import { z } from 'zod';
import { expungeSource, previewExpunging } from '../../desk/register/masking/expunging.js';
import { demandAnswered } from '../../desk/register/questions.js';
import { parse } from '../../domain/parse.js';
import { emptySession } from '../access/session.js';
import { textField } from '../forms/form-fields.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { redirectWith } from '../page/flash.js';
import { choiceIn, namingShape, sendNamings } from './confidential-sources.js';
import { maxShown, wordsView } from './masking-view.js';
import { answerTo, sourceShape } from './source-answers.js';
import { sourceLink } from './sources-view.js';

const ground = z.string('Say on what ground.').max(500, 'Use at most 500 characters.');
const keys = z.array(z.string().max(40)).max(5000).default([]);

const expungingInput = z.object({
  ground,
  /** The texts to be replaced beside those that are sure, and those to be left, by their keys. */
  replace: keys,
  leave: keys,
  confirm: z.array(z.enum(['expunging'])).default([]),
});

/** The removal of a person's name from the whole desk, where the law wants it gone. For admins. */
export function expunging(routes: Routes): void {
  routes.get('/sources/:id/expunging', 'expunge names', (context, req, res) =>
    show(context, res, req.params.id),
  );

  routes.post('/sources/:id/expunging', 'expunge names', async (context, req, res) => {
    const { id } = req.params;
    const reshow = (refused: RefusedForm) => show(context, res, id, refused);
    await formWork(req, res, () => expunge(context, req, res, id), reshow);
  });
  forPrograms(routes);
}

async function show(
  { desk, actor }: Context,
  res: Response,
  id: string,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { source, entries, identified, words, isRemoved } = await previewExpunging(desk, actor, id);
  const page = {
    source: sourceLink(source),
    joined: entries.slice(1).map(sourceLink),
    isRemoved,
    identified: identified.map(sourceLink),
    words: words.slice(0, maxShown).map(wordsView),
    more: Math.max(0, words.length - maxShown),
  };
  res.render('register/expunging', { page, refused });
}

async function expunge({ desk, actor }: Context, req: RouteRequest, res: Response, id: string) {
  const said = { ground: parse(ground, textField(req.body, 'ground')), ...choiceIn(req.body) };
  const { isPurged } = await expungeSource(desk, actor, id, said);
  // It would be written again as it was when this request began.
  emptySession(req);
  req.begun = desk.goneNames.begin();
  const message = 'The name is removed from the desk.';
  redirectWith(req, res, `/sources/${id}`, { message, ...(!isPurged && { warnings: [unpurged] }) });
}

const unpurged =
  'The database’s own old copies could not be cleared away: have whoever runs Whence see why (its disk may be full) and restart it, which clears them.';

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/sources/:id/expunging',
    {
      right: 'expunge names',
      summary: 'What removing a name from the whole desk would replace, and what would remain',
      answer: z.object({ items: z.array(namingShape), identified: z.array(z.string()) }),
      conflict: 'A blind round is open, or no name of it is known.',
    },
    async ({ desk, actor }, req, res) => {
      const { words, identified } = await previewExpunging(desk, actor, req.params.id);
      await sendNamings(res, words, { identified: identified.map(({ id }) => id) });
    },
  );

  routes.post(
    '/api/sources/:id/expunging',
    {
      right: 'expunge names',
      summary: 'Removes a name from the whole desk, for good',
      body: expungingInput,
      answer: sourceShape,
      conflict:
        'It is to be said yes to first (`confirm`), a blind round is open, or no name of it is known.',
    },
    async ({ desk, actor, body }, req, res) => {
      const { confirm, ...said } = body;
      const sentence =
        'This removes the name from the whole desk, in the history too, and can’t be taken back: GET this address for what changes and what remains.';
      demandAnswered([{ code: 'expunging', sentence }], confirm);
      const { source } = await expungeSource(desk, actor, req.params.id, said);
      res.json(await answerTo(desk, source));
    },
  );
}
