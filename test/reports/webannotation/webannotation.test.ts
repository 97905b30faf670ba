import { expect, test } from 'vitest';
import type { Material } from '../../../src/reports/public-part.js';
import { webannotation } from '../../../src/reports/webannotation/webannotation.js';
import { harbour, harbourText, hostile, hostileMaterial, withoutPassages } from '../fixtures.js';
import { written as writtenAs } from '../gathered.js';
import { broken } from './w3c.js';

const baseUrl = 'https://desk.example';
const collection = await written(harbour(), baseUrl);
const items = collection.first.items;

test('it is a collection with one page of annotations', () => {
  expect(collection).toMatchObject({
    type: 'AnnotationCollection',
    id: 'https://desk.example/api/articles/harbour/report?format=webannotation',
    total: 14,
    first: { type: 'AnnotationPage', startIndex: 0 },
  });
  expect(collection['@context'][0]).toBe('http://www.w3.org/ns/anno.jsonld');
  expect(items.map(({ id }) => id)).toContain('https://desk.example/annotations/orphan');
});

test('a passage is selected by its quote, and by its position in code points', () => {
  const [first] = items;
  const [quote, position] = first?.target.selector ?? [];
  expect(first?.target.source).toBe('https://tidewater.example/berth-nine');
  expect(quote).toMatchObject({ type: 'TextQuoteSelector', exact: 'will close berth nine in May' });
  const letters = Array.from(harbourText);
  expect(letters.slice(position?.start, position?.end).join('')).toBe(quote?.exact);
});

test('the state names the edition in which a position holds, with its digest', () => {
  const { article, editions } = harbour();
  const orphan = items.find(({ id }) => id.endsWith('/orphan'));
  expect(orphan?.target.state).toMatchObject({
    type: 'TimeState',
    id: `https://desk.example/articles/${article.id}?edition=1`,
    sourceDate: editions[0]?.capturedAt,
    'whence:sha256': editions[0]?.sha256,
  });
  expect(orphan?.['whence:placement']).toBe('missing');
});

test('an article without an address is named by its identifier', async () => {
  const { first } = await written({ ...hostileMaterial('plain words') }, null);
  expect(first.items[0]?.target.source).toBe('urn:whence:article:hostile');
});

test('its bodies are the chain in words, the note, and the chain hop by hop', () => {
  const [sentence, note, classed] = items[0]?.body ?? [];
  expect(sentence).toMatchObject({ type: 'TextualBody', purpose: 'describing', language: 'en' });
  expect(sentence?.value).toMatch(/^From Lodestar Surveys \(B, usually reliable/u);
  expect(note).toMatchObject({ type: 'TextualBody', purpose: 'commenting' });
  expect(classed).toMatchObject({ type: 'SpecificResource', purpose: 'assessing' });
  const provenance = classed?.source;
  expect(provenance).toMatchObject({
    id: 'https://desk.example/annotations/five#content',
    type: 'whence:Provenance',
    'whence:confidence': 'high',
    'whence:credibility': 2,
    'whence:stance': 'asserts',
  });
  expect(
    provenance?.['whence:chain']?.flatMap((hop) =>
      hop['whence:holders'].map((holder) => holder['whence:name']),
    ),
  ).toEqual([
    'Lodestar Surveys',
    'Harbour master',
    'Board official',
    'Memo of 24 February',
    'The Tidewater Post',
  ]);
});

test('what the text no longer has says that it counts for its claim no more', async () => {
  const counted = async (material: Material) => {
    const { first } = await written(material, baseUrl);
    const bodies = first.items.flatMap(({ body }) => body ?? []);
    return bodies.find(({ source }) => source?.['whence:claim'])?.source?.['whence:counted'];
  };
  expect(await counted(harbour())).toBeUndefined();
  expect(await counted(withoutPassages(harbour()))).toBe(false);
});

test('what colleagues said are annotations of the annotation', () => {
  const five = 'https://desk.example/annotations/five';
  const said = items.filter(({ target }) => JSON.stringify(target) === JSON.stringify(five));
  expect(said.map(({ id, motivation, body }) => [id, motivation, body.at(-1)?.value])).toEqual([
    [`${five}#verdict-v-agreed`, 'assessing', undefined],
    [
      `${five}#verdict-v-disputed`,
      'assessing',
      'The memo bears no signature.\n\nAnybody could have typed it.',
    ],
    [`${five}#settlement`, 'moderating', 'The board has confirmed the memo.'],
  ]);
  expect(said[1]?.body[0]?.source).toMatchObject({
    id: `${five}#verdict-v-disputed-content`,
    type: 'whence:Verdict',
    'whence:verdict': 'dispute',
    'whence:on': 'hop:4',
  });
});

test('a proposal says what it would change, and what became of it', () => {
  const [open, declined] = items.filter(({ id }) => id.includes('#proposal-'));
  expect(open).toMatchObject({
    motivation: 'editing',
    'whence:outcome': 'open',
    body: [
      { source: { 'whence:parts': ['chain', 'confidence'], 'whence:confidence': 'low' } },
      { purpose: 'replying' },
    ],
  });
  expect(open?.body[0]?.source).not.toHaveProperty('whence:passage');
  expect(declined).toMatchObject({
    'whence:refusal': 'It is not in the text.',
    body: [
      { source: { 'whence:stance': 'asserts', 'whence:passage': { type: 'TextQuoteSelector' } } },
      {},
    ],
  });
  expect(declined?.body[0]?.source).not.toHaveProperty('whence:notation');
});

test('a comment replies to the annotation, a reply to the comment', () => {
  const moved = 'https://desk.example/annotations/moved';
  const talk = items.filter(({ id }) => id.includes('#comment-'));
  expect(talk.map(({ id, motivation, target }) => [id, motivation, target])).toEqual([
    [`${moved}#comment-c-asked`, 'replying', moved],
    [`${moved}#comment-c-reply`, 'replying', `${moved}#comment-c-asked`],
  ]);
});

test('what is not assessed is left out', () => {
  const masked = items.find(({ id }) => id.endsWith('/masked'));
  const provenance = masked?.body.at(-1)?.source;
  expect(provenance).toMatchObject({ type: 'whence:Provenance' });
  expect(provenance).not.toHaveProperty('whence:confidence');
  expect(provenance).not.toHaveProperty('whence:credibility');
});

test.each([
  ['https://desk.example', false],
  [null, false],
  ['https://desk.example', true],
])('it breaks no MUST of the model, under %s, of the whole desk: %s', async (baseUrl, whole) => {
  const materials = [harbour(), hostileMaterial('javascript:alert(1)')];
  const text = await writtenAs(webannotation, whole ? materials : [harbour()], { baseUrl, whole });
  expect(broken(JSON.parse(text))).toEqual([]);
});

test.each([
  ['https://tidewater.example/a b|c', 'https://tidewater.example/a%20b%7Cc'],
  ['nowhere', 'https://desk.example/articles/harbour'],
])('an address that was kept as “%s” is %s', async (url, iri) => {
  const material = harbour();
  const kept = { ...material, article: { ...material.article, url } };
  const text = await writtenAs(webannotation, [withEvidenceAt(kept, url)], { baseUrl });
  const { first, ...collection }: Written = JSON.parse(text);
  expect(broken({ ...collection, first })).toEqual([]);
  expect(first.items[0]?.target.source).toBe(iri);
  const pieces = first.items[0]?.body
    .at(-1)
    ?.source?.['whence:chain']?.flatMap((hop) =>
      hop['whence:holders'].flatMap((holder) => holder['whence:evidence'] ?? []),
    );
  const address = url === 'nowhere' ? {} : { 'whence:url': iri };
  expect(pieces).toEqual([expect.objectContaining(address)]);
});

test('its own dates are typed, its own names of things are IRIs', () => {
  const [, own] = collection['@context'];
  const dateTime = 'http://www.w3.org/2001/XMLSchema#dateTime';
  for (const term of ['ratedAt', 'retrievedAt', 'resolved']) {
    expect(own[`whence:${term}`]).toMatchObject({ '@type': dateTime });
  }
  for (const term of ['source', 'claim', 'contributors', 'url']) {
    expect(own[`whence:${term}`]).toMatchObject({ '@type': '@id' });
  }
});

test('every term of its own stands under a prefix that is declared', () => {
  const known =
    /^(@|whence:)|^(id|type|label|modified|total|first|partOf|startIndex|items|motivation|creator|name|created|body|purpose|format|language|value|target|source|selector|exact|prefix|suffix|start|end|state|sourceDate)$/u;
  expect(keysIn(collection.first).filter((key) => !known.test(key))).toEqual([]);
  expect(collection['@context'][1]).toHaveProperty('whence');
});

test.each(hostile)('%s is a value like any other', async (words) => {
  const { first } = await written(hostileMaterial(words), null);
  expect(first.items[0]?.body[1]?.value).toBe(`${words}\n${words}`);
});

interface Written {
  '@context': [string, Record<string, unknown>];
  id: string;
  first: {
    items: {
      id: string;
      motivation: string;
      'whence:placement': string;
      body: {
        type: string;
        value?: string;
        source?: {
          id: string;
          type: string;
          'whence:claim'?: string;
          'whence:counted'?: boolean;
          'whence:chain'?: {
            'whence:holders': { 'whence:name': string; 'whence:evidence'?: object[] }[];
          }[];
        };
      }[];
      target: {
        source: string;
        selector: { type: string; exact?: string; start?: number; end?: number }[];
        state: Record<string, unknown>;
      };
    }[];
  };
}

async function written(
  material: ReturnType<typeof harbour>,
  baseUrl: string | null,
): Promise<Written> {
  return JSON.parse(await writtenAs(webannotation, [material], { baseUrl }));
}

function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

/** The material, with its evidence at another address. */
function withEvidenceAt(material: Material, url: string): Material {
  return {
    ...material,
    annotations: material.annotations.map((placed) => ({
      ...placed,
      annotation: {
        ...placed.annotation,
        chain: placed.annotation.chain.map((hop) => ({
          ...hop,
          holders: hop.holders.map((holder) => ({
            ...holder,
            evidence: holder.evidence.map((piece) => ({ ...piece, url })),
          })),
        })),
      },
    })),
  };
}
