import { text } from 'node:stream/consumers';
import type { Desk } from '../../../src/desk/desk.js';
import { openDesk } from '../../../src/desk/desk.js';
import { exportReport } from '../../../src/desk/reports/download.js';
import type { Person } from '../../../src/domain/people/person.js';
import type { Material } from '../../../src/reports/public-part.js';
import { insert } from '../../../src/store/store.js';
import {
  annotation,
  article,
  created,
  edition,
  event,
  hop,
  moment,
} from '../../reports/documents.js';
import { harbour } from '../../reports/fixtures.js';
import { openMemoryStore } from '../../store/memory.js';
import { person } from '../peopled-desk.js';

export const ada = person('ada', 'Ada Quist', 'admin');

export async function deskWith(people: readonly Person[]): Promise<Desk> {
  const store = openMemoryStore();
  await store.commit(people.map((each) => insert('people', each)));
  return openDesk(store, { clock: () => new Date(moment(90)) });
}

/** A desk that holds what a report is made of. */
export async function deskOf(material: Material): Promise<Desk> {
  const people = Array.from(material.people, ([id, name]) => person(id, name, 'annotator'));
  const made = await deskWith(people);
  await made.store.commit([
    insert('articles', material.article),
    ...material.editions.map((each) => insert('editions', each)),
    ...material.annotations.map((each) => insert('annotations', each.annotation)),
    ...Array.from(material.sources.values(), (each) => insert('sources', each)),
    ...Array.from(material.claims.values(), (each) => insert('claims', each)),
    ...material.events.map((each) => insert('events', each)),
  ]);
  return made;
}

/** The harbour without what is left out, the count of which a file cannot bring along. */
export function publicHarbour(): Material {
  const material = harbour();
  const annotations = material.annotations
    .filter(({ annotation }) => annotation.id !== 'internal')
    .map(({ annotation, placement }) => {
      const proposals = annotation.proposals.filter(({ id }) => id !== 'p-inner');
      return { placement, annotation: { ...annotation, proposals } };
    });
  return { ...material, annotations };
}

export function passageBetween(before: string, after: string): Material {
  const clean = (words: string) => words.replace(/[\p{Cc}\p{Cs}\uFEFF]/gu, '');
  const only = edition('between', 1, `${clean(before)} berth ${clean(after)}`);
  const marked = annotation('between', only, 'berth', { chain: [hop('post')] });
  return {
    ...harbour(),
    article: article('between'),
    edition: only,
    editions: [only],
    annotations: [{ annotation: marked, placement: { kind: 'exact', span: marked.target } }],
    events: [
      created(marked),
      event({
        action: 'annotation.revised',
        subject: { kind: 'annotation', id: 'between' },
        article: 'between',
        at: moment(20),
        before: { target: marked.target, note: before },
        after: { target: marked.target, note: null },
      }),
    ],
  };
}

export async function exported(from: Desk): Promise<string> {
  return text((await exportReport(from, null, 'json', { baseUrl: null })).pieces);
}

// biome-ignore lint/suspicious/noExplicitAny: what was exported, to be changed at will.
export function edited(text: string, change: (file: any) => void): string {
  const file = JSON.parse(text);
  change(file);
  return JSON.stringify(file);
}

/** Everything that a desk holds and an import may add to. */
export async function contents({ store }: Desk): Promise<unknown> {
  const query = { key: '', limit: 1000 };
  return {
    articles: await store.find('articles', 'added', query),
    annotations: await store.find('annotations', 'article', { ...query, key: 'harbour' }),
    sources: await store.find('sources', 'all', query),
    claims: await store.find('claims', 'all', query),
    events: await store.find('events', 'all', query),
    people: await store.find('people', 'all', query),
  };
}
