import type { Response } from 'express';
import { z } from 'zod';
import { readIdentity } from '../../desk/register/identities/identities.js';
import { annotationsNaming, countUses } from '../../desk/register/joined.js';
import {
  type MaskingPreview,
  maskOnce,
  maskSource,
  previewMasking,
} from '../../desk/register/masking/masking.js';
import type { NamingWords } from '../../desk/register/masking/naming.js';
import type { WordsChoice } from '../../desk/register/masking/replaced-words.js';
import { unmaskOnce, unmaskSource, wasPublic } from '../../desk/register/masking/unmasking.js';
import { demandAnswered } from '../../desk/register/questions.js';
import { sourceById } from '../../desk/register/sources.js';
import { listed, quoted } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import { certainties } from '../../domain/register/name-forms.js';
import type { Source } from '../../domain/register/source.js';
import { isolatedName } from '../../domain/text/direction.js';
import { counted } from '../../domain/text/wording.js';
import { type Answer, sendItems, sendMade } from '../api/answers.js';
import { showOnce } from '../forms/kept-pages.js';
import type { Context } from '../http/context.js';
import type { Routes } from '../http/routes.js';
import { redirectWith } from '../page/flash.js';
import { maskingPage } from './masking-view.js';
import { answerTo, sourceShape } from './source-answers.js';

/** Confidential sources: who they are, for those who may know, and how a public one becomes one. */
export function confidentialSources(routes: Routes): void {
  // By POST, so that no address, history or cache of a browser leads to it; each look is an event.
  routes.post('/sources/:id/identity', 'read', async ({ desk, actor }, req, res) => {
    const { name: pseudonym, id } = await sourceById(desk, req.params.id);
    const { name, aliases, publicEntry, masked } = await readIdentity(desk, actor, id);
    const known = publicEntry === null ? null : await desk.store.get('sources', publicEntry);
    const noted = masked?.noted?.name ?? null;
    const open = known && !known.confidential ? known.id : null;
    const identity = { name, aliases, noted, publicEntry: open };
    showOnce(res, `/sources/${id}`);
    res.render('register/identity', { source: { id, pseudonym }, identity });
  });

  routes.get('/sources/:id/masking', 'mask sources', async ({ desk, actor }, req, res) => {
    const preview = await previewMasking(desk, actor, req.params.id);
    const uses = await usesOf({ desk }, preview.source);
    res.render('register/masking', { page: maskingPage(preview, uses) });
  });

  routes.post('/sources/:id/masking', 'mask sources', async ({ desk, actor }, req, res) => {
    const { id, name } = await maskOnce(desk, actor, req.params.id, choiceIn(req.body));
    const message = `The source is masked now, and called ${isolatedName(name)} everywhere.`;
    redirectWith(req, res, `/sources/${id}`, { message });
  });

  routes.get('/sources/:id/unmasking', 'mask sources', async ({ desk }, req, res) => {
    const source = await sourceById(desk, req.params.id);
    if (!(await wasPublic(desk, source))) {
      throw new Problem('conflict', `${source.name} was never public.`);
    }
    res.render('register/unmasking', { source: { id: source.id, name: source.name } });
  });

  routes.post('/sources/:id/unmasking', 'mask sources', async ({ desk, actor }, req, res) => {
    const { id, name } = await unmaskOnce(desk, actor, req.params.id);
    redirectWith(req, res, `/sources/${id}`, { message: `${isolatedName(name)} is public again.` });
  });
  forPrograms(routes);
}

const keys = z.array(z.string().max(40)).max(5000).default([]);

const maskingInput = z.object({
  /** The texts to be replaced, and those to be left, by their keys. */
  replace: keys,
  leave: keys,
  confirm: z.array(z.enum(['masking'])).default([]),
});

export const namingShape = z.object({
  key: z.string(),
  text: z.string(),
  found: z.array(z.object({ start: z.int(), end: z.int(), how: z.enum(certainties) })),
  places: z.array(
    z.object({
      in: z.string(),
      id: z.string(),
      path: z.array(z.union([z.string(), z.int()])),
    }),
  ),
  isFixed: z.boolean(),
  isAddress: z.boolean(),
  isReplaced: z.boolean(),
});

/** Answers with the texts in which somebody is named (`namingShape`), which may be as long as the desk. */
export function sendNamings(
  res: Response,
  words: readonly NamingWords[],
  beside: object = {},
): Promise<void> {
  const answer = ({
    isOfArticle: _,
    isSure,
    found,
    ...naming
  }: NamingWords): Answer<typeof namingShape> => ({
    ...naming,
    found: found.map(({ start, end, how }) => ({ start, end, how })),
    isReplaced: isSure,
  });
  return sendItems(res, beside, words, answer);
}

function forPrograms(routes: Routes): void {
  maskingForPrograms(routes);
  routes.get(
    '/api/sources/:id/masking',
    {
      right: 'mask sources',
      summary: 'What masking a source would replace, and where parts of its name stand',
      answer: z.object({
        items: z.array(namingShape),
        /** What it belongs to and was removed as well: it is put back with it, under its own name. */
        restored: z.array(z.object({ id: z.string(), name: z.string() })),
      }),
      conflict: 'It is confidential already, or has no name any more.',
    },
    async ({ desk, actor }, req, res) => {
      const { words, behind } = await previewMasking(desk, actor, req.params.id);
      await sendNamings(res, words, { restored: behind.map(({ id, name }) => ({ id, name })) });
    },
  );

  routes.delete(
    '/api/sources/:id/masking',
    {
      right: 'mask sources',
      summary: 'Takes the masking of a source back: it has its names and its former id again',
      answer: sourceShape,
      conflict: 'It was never public.',
    },
    async ({ desk, actor }, req, res) => {
      res.json(await answerTo(desk, await unmaskSource(desk, actor, req.params.id)));
    },
  );
}

function maskingForPrograms(routes: Routes): void {
  routes.post(
    '/api/sources/:id/masking',
    {
      right: 'mask sources',
      summary: 'Masks a public source everywhere, under another id',
      body: maskingInput,
      answer: sourceShape,
      makes: true,
      again: async ({ desk }, _named, res, { location }) => {
        const masked = await sourceById(desk, location.split('/').at(-1) ?? '');
        sendMade(res, location, await answerTo(desk, masked));
      },
      conflict:
        'It is confidential already, has no name any more, or something is to be said yes to first (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { confirm, ...choice } = body;
      const preview = await previewMasking(desk, actor, req.params.id);
      demandAnswered([maskingQuestion(preview)], confirm);
      const masked = await maskSource(desk, actor, req.params.id, choice);
      sendMade(res, `/api/sources/${masked.id}`, await answerTo(desk, masked));
    },
  );
}

function maskingQuestion({ source, words, behind }: MaskingPreview) {
  const where =
    words.length === 0
      ? ''
      : ` It may be named in ${counted(words.length, 'text')}: GET this address to see where.`;
  const back =
    behind.length === 0
      ? ''
      : ` ${listed(behind.map(({ name }) => quoted(name)))} ${behind.length === 1 ? 'is' : 'are'} put back into the register with it.`;
  const sentence = `This masks “${source.name}” everywhere, in the history too, under another id; exports that went out still name it.${where}${back}`;
  return { code: 'masking' as const, sentence };
}

/** A form says of each text whether it is replaced or left: `words[KEY]=replace`. */
export function choiceIn(body: unknown): WordsChoice {
  const sent = z.object({ words: z.record(z.string(), z.string()).catch({}) }).safeParse(body);
  const said = Object.entries(sent.data?.words ?? {});
  const those = (wanted: string) => said.flatMap(([key, word]) => (word === wanted ? key : []));
  return { replace: those('replace'), leave: those('leave') };
}

/** In how many annotations, and of how many articles. */
async function usesOf({ desk }: Pick<Context, 'desk'>, source: Source) {
  const uses = await countUses(desk.store, source);
  const articles = new Set<string>();
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof annotationsNaming>> = await annotationsNaming(
      desk.store,
      source,
      { after, limit: 500 },
    );
    for (const { article } of page.items) articles.add(article);
    after = page.next;
  } while (after !== null);
  return { uses, articles: articles.size };
}
