import type { Material } from '../../../src/reports/public-part.js';
import { annotation, article, created, edition, hop, source } from '../documents.js';
import { ofOneEdition } from '../fixtures.js';

/** An article with as many annotations, each on as many words. */
export function marked(
  text: string,
  count: number,
  words: number,
  { id = 'marked', language = 'en', names = ['Ann Example'] } = {},
): Material {
  const only = edition(id, 1, text);
  const sources = names.map((name, at) => source(`${id}-${at}`, name));
  const chain = [...sources.map((each) => hop(each.id, { relation: 'told' })), hop('post')];
  const places = [...text.matchAll(new RegExp(`(?:\\S+\\s+){${words}}`, 'gu'))];
  const annotations = Array.from({ length: count }, (_, at) => {
    const { 0: quote = '' } = places[at % places.length] ?? [];
    const part = { article: id, confidence: 'low' as const, chain, note: 'We asked again.' };
    return annotation(`${id}-a${at}`, only, quote.trim(), part);
  });
  const named = [...sources, source('post', 'The Tidewater Post', { kind: 'outlet' })];
  return ofOneEdition(only, annotations, {
    article: article(id, { title: `Report on ${id}`, edition: 1, language }),
    sources: new Map(named.map((each) => [each.id, each])),
    shortIds: new Map(),
    claims: new Map(),
    people: new Map([['mira', 'Mira Sen']]),
    events: annotations.map((each) => created(each)),
  });
}
