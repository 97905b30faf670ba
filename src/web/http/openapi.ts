import { z } from 'zod';
import { annotationInput, proposalInput } from '../../domain/annotations/annotation-input.js';
import { articleDetails, articleInput } from '../../domain/articles/article.js';
import { ratingInput, sourceInput } from '../../domain/register/source-input.js';
import { acceptanceInput } from '../../domain/review/proposal.js';
import { reasonCodes } from '../../domain/review/queue.js';
import { roundInput } from '../../domain/rounds/round.js';
import { formatNames } from '../../reports/formats.js';
import { figureShape } from '../agreement/api-agreement.js';
import {
  annotationShape,
  articleShape,
  articleWithTextShape,
  claimShape,
  claimWithAnnotationsShape,
  eventShape,
  problemShape,
  savedAnnotationShape,
  sourceShape,
} from '../api-shapes.js';
import { newsShape } from '../live/live.js';
import {
  commentBody,
  refusalBody,
  requestBody,
  settingsBody,
  settlementBody,
  verdictBody,
} from '../review/api-review-bodies.js';
import {
  commentShape,
  madeProposalShape,
  proposalShape,
  queueShape,
  requestShape,
  settingsShape,
  settledShape,
  verdictShape,
} from '../review/api-review-shapes.js';
import { comparisonShape, roundShape } from '../rounds/api-rounds.js';
import type { Route, Routes } from './routes.js';

/** What is to be said of a route that its path and right do not say. */
interface Said {
  summary: string;
  query?: Record<string, string>;
  body?: z.ZodType;
  /** *created* is 201 with the header Location, *etag* comes with that header. */
  answer?: z.ZodType | 'file';
  status?: 200 | 201 | 204;
  /** Whether If-Match must name the state that was seen. */
  ifMatch?: true;
}

const page = {
  after: 'The `next` of the page before.',
  limit: 'How many at most: 1 to 200, 50 unless told.',
};
const list = (item: z.ZodType) => z.object({ items: z.array(item), next: z.string().nullable() });
const report = { format: `One of ${formatNames.join(', ')}; json unless told.` };

/** Every route under /api; a test holds it against the routes that there are. */
const said: Record<string, Said> = {
  'get /api/openapi.json': { summary: 'This description', answer: z.looseObject({}) },
  'get /api/articles': {
    summary: 'The articles',
    query: {
      q: 'Words of the title, the publisher’s name or the byline.',
      publisher: 'The publisher’s name.',
      sort: 'added, title, publisher, published, annotations, unreviewed or confidence; the other way round with a hyphen before it. -added unless told.',
      ...page,
    },
    answer: list(articleShape),
  },
  'post /api/articles': {
    summary: 'Adds an article',
    body: articleInput,
    answer: articleWithTextShape,
    status: 201,
  },
  'get /api/articles/:id': {
    summary: 'An article with its text',
    query: { edition: 'The number of an edition; the newest unless told.' },
    answer: articleWithTextShape,
  },
  'patch /api/articles/:id': {
    summary: 'Changes what describes an article; fields left out stay as they are',
    body: articleDetails.partial(),
    answer: articleWithTextShape,
  },
  'delete /api/articles/:id': {
    summary: 'Deletes an article; 409 where it has annotations and they were not named',
    query: { annotations: '`delete`: its annotations go too, for good.' },
    status: 204,
  },
  'get /api/articles/:id/annotations': {
    summary: 'The annotations of an article, in the order of the text',
    query: page,
    answer: list(annotationShape),
  },
  'post /api/articles/:id/annotations': {
    summary: 'Annotates a passage; 409 with candidates where it is not clear which',
    body: annotationInput,
    answer: savedAnnotationShape,
    status: 201,
  },
  'get /api/articles/:id/rounds': {
    summary: 'The blind rounds on an article, the newest first',
    query: page,
    answer: list(roundShape),
  },
  'post /api/articles/:id/rounds': {
    summary: 'Opens a blind round on an article for people, by their ids; 409 while one is open',
    body: roundInput,
    answer: roundShape,
    status: 201,
  },
  'get /api/rounds/:id': { summary: 'A blind round', answer: roundShape },
  'post /api/rounds/:id/hand-in': {
    summary: 'Hands in one’s own part of a round; the last one ends it',
    answer: roundShape,
  },
  'get /api/rounds/:id/comparison': {
    summary: 'What was found in a round, side by side; 409 while it is open',
    answer: comparisonShape,
  },
  'get /api/articles/:id/report': {
    summary: 'The provenance report on an article',
    query: report,
    answer: 'file',
  },
  'get /api/report': { summary: 'The report on everything', query: report, answer: 'file' },
  'get /api/annotations/:id': { summary: 'An annotation, with its ETag', answer: annotationShape },
  'put /api/annotations/:id': {
    summary: 'Replaces what an annotation says; a field left out is cleared',
    body: annotationInput,
    answer: savedAnnotationShape,
    ifMatch: true,
  },
  'delete /api/annotations/:id': {
    summary: 'Deletes an annotation; it can be restored',
    status: 204,
    ifMatch: true,
  },
  'get /api/annotations/:id/verdicts': {
    summary: 'The verdicts that stand, the earliest first',
    query: page,
    answer: list(verdictShape),
  },
  'post /api/annotations/:id/verdicts': {
    summary:
      'Judges an annotation or a part of it, in the place of one’s earlier verdict on it; 409 with `current` where the revision has moved on',
    body: verdictBody,
    answer: verdictShape,
    status: 201,
  },
  'delete /api/annotations/:id/verdicts/:verdict': {
    summary: 'Takes one’s own verdict back',
    status: 204,
  },
  'get /api/annotations/:id/proposals': {
    summary: 'What was proposed in an annotation’s place, the earliest first',
    query: page,
    answer: list(proposalShape),
  },
  'post /api/annotations/:id/proposals': {
    summary: 'Proposes something else; what is left out is proposed as it stands',
    body: proposalInput,
    answer: madeProposalShape,
    status: 201,
  },
  'post /api/proposals/:id/acceptance': {
    summary:
      'Takes a proposal over, whole or the named parts; 409 with `moved` and `current` where these were changed since and `revision` is not the present one',
    body: acceptanceInput,
    answer: annotationShape,
  },
  'post /api/proposals/:id/refusal': {
    summary: 'Declines a proposal',
    body: refusalBody,
    answer: proposalShape,
  },
  'post /api/proposals/:id/withdrawal': {
    summary: 'Takes one’s own proposal back',
    answer: proposalShape,
  },
  'get /api/annotations/:id/comments': {
    summary: 'What was said about an annotation, the earliest first',
    query: page,
    answer: list(commentShape),
  },
  'post /api/annotations/:id/comments': {
    summary: 'Says something about an annotation; @ and a name mention a colleague',
    body: commentBody,
    answer: commentShape,
    status: 201,
  },
  'post /api/annotations/:id/comments/:comment/resolution': {
    summary: 'Marks a conversation, named by its first comment, as resolved',
    answer: commentShape,
  },
  'post /api/annotations/:id/comments/:comment/reopening': {
    summary: 'Opens a resolved conversation again',
    answer: commentShape,
  },
  'post /api/annotations/:id/settlement': {
    summary: 'Settles a dispute; 409 where there is none',
    body: settlementBody,
    answer: settledShape,
    status: 201,
  },
  'get /api/annotations/:id/requests': {
    summary: 'Who was asked to judge an annotation, the earliest first',
    query: page,
    answer: list(requestShape),
  },
  'post /api/annotations/:id/requests': {
    summary: 'Asks a colleague to judge an annotation',
    body: requestBody,
    answer: requestShape,
    status: 201,
  },
  'delete /api/annotations/:id/requests/:request': {
    summary: 'Takes such a request back',
    status: 204,
  },
  'get /api/review': {
    summary: 'What waits for whoever asks, the most urgent first, and why',
    query: {
      status:
        'unreviewed or disputed; agreed or settled: what is closed and was not judged by whoever asks.',
      article: 'Of an article, by its id.',
      person: 'Whose annotations, by their id.',
      source: 'With a source in the chain, by its id.',
      confidence: 'low, moderate, high or none.',
      reason: `The most urgent reason: ${reasonCodes.join(', ')}.`,
      ...page,
    },
    answer: queueShape,
  },
  'get /api/settings': { summary: 'What the desk has settled for itself', answer: settingsShape },
  'put /api/settings': {
    summary: 'Changes that; every annotation then has the status that follows',
    body: settingsBody,
    answer: settingsShape,
  },
  'get /api/sources': {
    summary: 'The register of sources, by name',
    query: { q: 'How a word of a name begins.', ...page },
    answer: list(sourceShape),
  },
  'post /api/sources': {
    summary: 'Enters a source in the register',
    body: sourceInput,
    answer: sourceShape,
    status: 201,
  },
  'get /api/sources/:id': { summary: 'A source', answer: sourceShape },
  'post /api/sources/:id/ratings': {
    summary: 'Rates a source',
    body: ratingInput,
    answer: sourceShape,
    status: 201,
  },
  'get /api/claims': { summary: 'The claims', query: page, answer: list(claimShape) },
  'get /api/claims/:id': {
    summary: 'A claim, and the annotations that name it',
    answer: claimWithAnnotationsShape,
  },
  'get /api/agreement': {
    summary: 'How far colleagues agree on spans, origins, relations and levels',
    query: {
      article: 'On one article, by its id; on the whole desk unless told.',
      round: 'In one blind round that has ended, by its id.',
      people: 'Among some people: two ids or more, with commas. Cohen’s κ is for two.',
      blind: '`true`: only what was annotated in blind rounds.',
    },
    answer: list(figureShape),
  },
  'get /api/events': {
    summary:
      'What others do, as server-sent events while they do it; as JSON, what they did since. Its `id` is the next `after`. An event may be told twice; `missed`: more happened than is told',
    query: {
      after: 'The `id` after which to begin; the present unless told, or the header Last-Event-ID.',
      article: 'Of one article alone, by its id.',
    },
    answer: newsShape,
  },
  'get /api/history': {
    summary: 'What happened, the newest first',
    query: {
      subject: 'Of one thing: `annotation/ID`, or the id alone.',
      article: 'Of an article and its annotations, by its id.',
      ...page,
    },
    answer: list(eventShape),
  },
};

/** `/api/openapi.json`: the API's description in OpenAPI 3.1, made from the schemas at work. */
export function openapi(routes: Routes): void {
  routes.get('/api/openapi.json', 'read', (_context, _req, res) => {
    res.json(descriptionOf(routes.list()));
  });
}

/** The description of those of the routes that stand under /api. Throws for one without words. */
function descriptionOf(routes: readonly Route[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes.filter(({ path }) => path.startsWith('/api/'))) {
    const path = route.path.replaceAll(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Whence',
      version: '1',
      description:
        'Positions and lengths are in Unicode code points; times are RFC 3339, in UTC. Errors are RFC 9457.',
    },
    security: [{ bearer: [] }],
    paths,
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  };
}

function operation({ method, path, access }: Route) {
  const words = said[`${method} ${path}`];
  if (!words) throw new Error(`Nothing is said of ${method} ${path}.`);
  return {
    summary: words.summary,
    description: `Asks for the right to ${access}.`,
    parameters: [...pathParameters(path), ...queryParameters(words), ...headers(words)],
    ...(words.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(words.body, 'input') } },
      },
    }),
    responses: {
      [words.status ?? 200]: { description: words.summary, ...content(words) },
      default: { description: 'A problem', content: { 'application/problem+json': problem } },
    },
  };
}

function pathParameters(path: string) {
  return [...path.matchAll(/:(\w+)/gu)].map(([, name]) => parameter('path', name ?? ''));
}

function queryParameters({ query = {} }: Said) {
  return Object.entries(query).map(([name, description]) => parameter('query', name, description));
}

function headers({ ifMatch }: Said) {
  const what = 'The ETag of the state that was seen: 428 without, 412 where it has moved on.';
  return ifMatch ? [{ ...parameter('header', 'If-Match', what), required: true }] : [];
}

function parameter(place: 'path' | 'query' | 'header', name: string, description?: string) {
  return {
    in: place,
    name,
    required: place === 'path',
    schema: { type: 'string' },
    ...(description && { description }),
  };
}

function content({ answer }: Said) {
  if (!answer) return {};
  if (answer === 'file') return { content: { '*/*': {} } };
  return { content: { 'application/json': { schema: schemaOf(answer, 'output') } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return io === 'input' && schema instanceof z.ZodObject
    ? { ...rest, required: needed(schema) }
    : rest;
}

/** JSON Schema takes fields that are prepared before they are read for required ones. */
function needed({ shape }: z.ZodObject): string[] {
  return Object.entries(shape).flatMap(([name, field]) =>
    z.safeParse(field, undefined).success ? [] : [name],
  );
}

const problem = { schema: schemaOf(problemShape, 'output') };
