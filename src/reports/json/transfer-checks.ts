import { hash } from 'node:crypto';
import type { Statement } from '../../domain/annotations/content-parts.js';
import { isSeveralLabels } from '../../domain/annotations/labels.js';
import type { Hop } from '../../domain/chain/chain.js';
import { finished } from '../../domain/finished.js';
import type { FieldFault } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import { reviewFaults } from '../../domain/review/review-faults.js';
import { finderIn } from '../../domain/text/quotes/find.js';
import type { Span } from '../../domain/text/span.js';
import { cleanText, lengthInCodePoints } from '../../domain/text/text.js';
import { editionPlaces } from './edition-places.js';
import { convertPositions } from './event-positions.js';
import {
  editionsOf,
  newestOf,
  type TransferArticle,
  type TransferFile,
} from './transfer-format.js';
import { fault, registerFaults, repeated } from './transfer-register-checks.js';

/** What in a file of the right shape does not fit together, and where that is. */
export function transferFaults(file: TransferFile): FieldFault[] {
  return [...registerFaults(file), ...file.articles.flatMap(articleFaults(file))];
}

type InArticle = (article: TransferArticle, index: number) => FieldFault[];

function articleFaults(file: TransferFile): InArticle {
  const sources = new Map(file.sources.map((source) => [source.id, source]));
  const claims = new Set(file.claims.map(({ id }) => id));
  return (article, index) => {
    const field = `articles.${index}`;
    const placeOf = editionPlaces(article.editions);
    const stands = standingIn(article, placeOf);
    const statementFaults = (statement: Statement, at: string) => [
      ...fault(stands(statement), `${at}.target`, 'Its passage does not stand in the text there.'),
      ...chainFaults(statement, sources, at),
      ...claimFaults(statement, claims, at),
    ];
    const numbers = article.editions.map(({ number }) => String(number));
    return [
      ...repeated(`${field}.editions`, numbers),
      ...fault(
        newestOf(article.editions) <= numbers.length,
        `${field}.editions`,
        'An edition before its newest one is not in the file.',
      ),
      ...article.editions.flatMap((edition, n) => editionFaults(edition, `${field}.editions.${n}`)),
      ...article.annotations.flatMap((annotation, n) => {
        const at = `${field}.annotations.${n}`;
        return [
          ...statementFaults(annotation, at),
          ...annotation.proposals.flatMap(({ content }, m) =>
            statementFaults(content, `${at}.proposals.${m}.content`),
          ),
          ...annotation.verdicts.flatMap(({ hop }, m) =>
            hop ? hopFaults(hop, sources, `${at}.verdicts.${m}.hop`) : [],
          ),
          ...fault(
            !annotation.labels.some(isSeveralLabels),
            `${at}.labels`,
            'A label has no comma.',
          ),
          ...reviewFaults(annotation).map((message) => ({ field: at, message })),
        ];
      }),
      ...placeFaults(article, placeOf, field),
      ...eventFaults(article, placeOf, `${field}.events`),
    ];
  };
}

type PlaceOf = ReturnType<typeof editionPlaces>;

/** Whether a quote stands where the file says, in the edition that it names. */
function standingIn(
  { editions, language }: TransferArticle,
  placeOf: PlaceOf,
): (statement: Statement) => boolean {
  const finders = new Map(editions.map(({ number, text }) => [number, finderIn(text, language)]));
  return ({ edition, target }) => {
    const [find, span] = [finders.get(edition), placeOf(edition, target)];
    return find !== undefined && span !== null && finished(find(target, span)).kind === 'exact';
  };
}

/** Positions of blocks, and of passages in later editions, that lie in no text. */
function placeFaults(
  { annotations, editions }: TransferArticle,
  placeOf: PlaceOf,
  field: string,
): FieldFault[] {
  const blocks = editions.flatMap(({ number, blocks }, n) =>
    blocks.flatMap((block) =>
      fault(
        placeOf(number, block) !== null,
        `${field}.editions.${n}`,
        'A block lies outside its text.',
      ),
    ),
  );
  const carried = annotations.flatMap(({ carried }, n) =>
    carried.flatMap(({ edition, start, end }) =>
      fault(
        start === null || end === null || placeOf(edition, { start, end }) !== null,
        `${field}.annotations.${n}.carried`,
        'A place in a later edition lies outside its text.',
      ),
    ),
  );
  return [...blocks, ...carried];
}

function editionFaults(
  { length, sha256, text }: TransferArticle['editions'][number],
  field: string,
): FieldFault[] {
  return [
    ...fault(isClean(text), field, 'Its text holds characters that no text is kept with.'),
    ...fault(
      hash('sha256', text) === sha256,
      field,
      'Its text does not have the SHA-256 that the file says.',
    ),
    ...fault(
      lengthInCodePoints(text) === length,
      field,
      'Its text is not as long as the file says.',
    ),
  ];
}

function isClean(text: string): boolean {
  try {
    return cleanText(text).text === text;
  } catch {
    return false;
  }
}

function chainFaults(
  { chain }: Statement,
  sources: ReadonlyMap<string, Pick<Source, 'confidential'>>,
  at: string,
): FieldFault[] {
  return chain.flatMap((hop, index) => {
    const field = `${at}.chain.${index}`;
    const last = index === chain.length - 1;
    return [
      ...fault(last === (hop.relation === null), field, 'Every hop but the last has a relation.'),
      ...hopFaults(hop, sources, field),
      ...fault(
        index === 0 || hop.holders.every(({ firstHand }) => !firstHand),
        field,
        'Only the origin can be first-hand.',
      ),
    ];
  });
}

function hopFaults(
  { holders }: Hop,
  sources: ReadonlyMap<string, Pick<Source, 'confidential'>>,
  field: string,
): FieldFault[] {
  const distinct = new Set(holders.map(({ source }) => source)).size === holders.length;
  return [
    ...fault(distinct, field, 'One source holds it twice.'),
    ...holders.flatMap(({ basis, evidence, source }) => {
      const entry = sources.get(source);
      const isAsEntered = evidence.every(
        ({ excerpt, sha256 }) =>
          excerpt === null || sha256 === null || hash('sha256', excerpt) === sha256,
      );
      const open = basis === 'deep background' && entry?.confidential === false;
      return [
        ...fault(entry !== undefined, field, 'Its source is not in the file.'),
        ...fault(!open, field, 'A source on deep background has to be confidential.'),
        ...fault(isAsEntered, field, 'An excerpt does not have the SHA-256 that the file says.'),
      ];
    }),
  ];
}

function claimFaults(
  { claim, stance }: Statement,
  claims: ReadonlySet<string>,
  at: string,
): FieldFault[] {
  return [
    ...fault(claim === null || claims.has(claim), `${at}.claim`, 'Its claim is not in the file.'),
    ...fault(
      (claim === null) === (stance === null),
      `${at}.stance`,
      'A claim and a stance to it stand together.',
    ),
  ];
}

function eventFaults(article: TransferArticle, placeOf: PlaceOf, field: string): FieldFault[] {
  const own = new Set([article.id, ...article.annotations.map(({ id }) => id)]);
  const faults = article.events.flatMap(({ subject }, n) =>
    fault(own.has(subject.id), `${field}.${n}`, 'It is about something that is not in the file.'),
  );
  const check = (edition: number, span: Span) => {
    const inside = placeOf(edition, span) !== null;
    faults.push(...fault(inside, field, 'A position in the history lies outside its text.'));
    return span;
  };
  for (const _ of convertPositions(article.events, check, editionsOf(article)));
  return faults;
}
