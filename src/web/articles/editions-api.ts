import { z } from 'zod';
import { readArticle } from '../../desk/articles/article-reading.js';
import { articleById, editionsOf } from '../../desk/articles/articles.js';
import { countsOf } from '../../desk/articles/coming-edition.js';
import { addEdition, previewEdition } from '../../desk/articles/editions.js';
import { peopleNames } from '../../desk/people/names.js';
import { confirmField } from '../../desk/register/questions.js';
import { placementKinds } from '../../domain/annotations/model.js';
import { type Edition, editionInput } from '../../domain/articles/article.js';
import type { PlacedAnnotation } from '../../domain/articles/article-reading.js';
import { parse } from '../../domain/parse.js';
import { codePointsOf, type Span } from '../../domain/text/span.js';
import {
  type Answer,
  listShape,
  momentShape,
  type People,
  personAnswer,
  personShape,
  sendMade,
  textShape,
} from '../api/answers.js';
import type { Routes } from '../http/routes.js';

const editionShape = z
  .object({
    number: z.int(),
    sha256: z.string(),
    /** In Unicode code points. */
    length: z.int(),
    capturedAt: momentShape,
    capturedBy: personShape,
    note: textShape,
  })
  .meta({ id: 'Edition' });

const placementShape = z.object({
  kind: z.enum(placementKinds),
  reason: textShape,
  /** Where it stands, in code points of the new edition; null where it has lost its place. */
  start: z.int().nullable(),
  end: z.int().nullable(),
  /** Of an ambiguous one, where it may stand. */
  candidates: z.array(z.object({ start: z.int(), end: z.int() })),
});

const carriedShape = z
  .object({
    number: z.int(),
    /** The SHA-256 of the edition with which the text was compared, as it may be sent back; null where it is gone. */
    after: textShape,
    placements: z.object({
      exact: z.int(),
      moved: z.int(),
      changed: z.int(),
      ambiguous: z.int(),
      missing: z.int(),
    }),
    annotations: z.array(z.object({ id: z.string(), placement: placementShape })),
  })
  .meta({ id: 'CarriedEdition' });

/** The editions of an article, for programs. */
export function editionsForPrograms(routes: Routes): void {
  routes.get(
    '/api/articles/:id/editions',
    {
      right: 'read',
      summary: 'The editions of an article, the oldest first',
      answer: listShape(editionShape),
    },
    async ({ desk }, req, res) => {
      const article = await articleById(desk, req.params.id);
      const people = await peopleNames(desk);
      const editions = await editionsOf(desk, article);
      res.json({ items: editions.map((edition) => editionAnswer(edition, people)), next: null });
    },
  );

  routes.post(
    '/api/articles/:id/editions',
    {
      right: 'add articles',
      summary:
        'Brings in a new edition and carries every annotation over; with `dryRun` nothing is written, with `after`, a number or an SHA-256, nothing where that is not the newest edition',
      body: editionInput.extend({ dryRun: z.boolean().optional(), ...confirmField }),
      answer: carriedShape,
      makes: true,
      dryRun: true,
      again: async ({ desk }, { id = '' }, res, { body, location }) => {
        const number = Number(location.split('=').at(-1));
        const { text } = parse(editionInput, body);
        const editions = await editionsOf(desk, await articleById(desk, id));
        const [newest, edition] = [editions[number - 2], editions[number - 1]];
        // A number comes again once its edition is taken back.
        if (edition?.text !== text) return sendMade(res, location, { number });
        const { annotations } = await readArticle(desk, id, { edition: number });
        sendMade(res, location, carriedAnswer({ edition, newest, carried: annotations }));
      },
      conflict:
        'A blind round is open on the article, the note names a confidential source: say yes to it first (`confirm`), or the newest edition is not the one after which this is said to come (`edition` is its number).',
    },
    async ({ desk, actor, body: { dryRun, ...input } }, req, res) => {
      const { id } = req.params;
      const work = dryRun ? previewEdition : addEdition;
      const answer = carriedAnswer(await work(desk, actor, id, input));
      if (dryRun) res.json(answer);
      else sendMade(res, locationOf(id, answer.number), answer);
    },
  );
}

function editionAnswer(
  { number, sha256, length, capturedAt, capturedBy, note }: Edition,
  people: People,
): Answer<typeof editionShape> {
  return { number, sha256, length, capturedAt, capturedBy: personAnswer(capturedBy, people), note };
}

function locationOf(article: string, number: number): string {
  return `/api/articles/${article}?edition=${number}`;
}

function carriedAnswer({
  edition,
  newest,
  carried,
}: {
  edition: Edition;
  newest: Edition | undefined;
  carried: readonly PlacedAnnotation[];
}): Answer<typeof carriedShape> {
  const { toCodePoints } = codePointsOf(edition);
  const inCodePoints = ({ start, end }: Span) => ({
    start: toCodePoints(start),
    end: toCodePoints(end),
  });
  return {
    number: edition.number,
    after: newest?.sha256 ?? null,
    placements: countsOf(carried),
    annotations: carried.map(({ annotation, placement }) => ({
      id: annotation.id,
      placement: {
        kind: placement.kind,
        reason: ('reason' in placement && placement.reason) || null,
        ...('span' in placement ? inCodePoints(placement.span) : { start: null, end: null }),
        candidates: placement.kind === 'ambiguous' ? placement.candidates.map(inCodePoints) : [],
      },
    })),
  };
}
