import { listArticles, publishersOf } from '../src/desk/articles/article-list.js';
import { articleTalliesOf } from '../src/desk/articles/article-tallies.js';
import { openDesk } from '../src/desk/desk.js';
import { facetsOf, waitingFor } from '../src/desk/review/queue.js';
import { reviewFigures } from '../src/desk/review/review-figures.js';
import type { Store } from '../src/store/store.js';
import { person } from '../test/store/documents.js';
import type { Work } from './timing.js';
import { articleOf, idOf, mark, type Size, saveAt, wordOf } from './work.js';

/** What one thing that pages ask of a store costs, by what they ask. */
export type Costs = Readonly<Record<string, Work>>;

/** How many documents a page shows. */
const limit = 50;
const order = 'descending';

/**
 * What the pages ask of a store, on a desk of that size; each time of another annotation, article
 * or source where nothing else is said. The *busiest* source is the one that the most annotations
 * name, the most *frequent* word is the one that most quotes hold: there, what is found grows with
 * the desk.
 */
export function costsOf(store: Store, size: Size): Costs {
  const { any, next } = numbers(size);
  const busiest = idOf('source', 0);
  const article = (): string => idOf('article', articleOf(any(), size));
  const source = (): string => idOf('source', any() % size.sources);
  return {
    'an annotation by its id': reading(() => store.get('annotations', idOf('annotation', any()))),
    'an article’s annotations': reading(() =>
      store.find('annotations', 'article', { key: article(), limit }),
    ),
    'a source’s annotations': reading(() =>
      store.find('annotations', 'source', { key: source(), limit, order }),
    ),
    'the busiest source’s annotations': reading(() =>
      store.find('annotations', 'source', { key: busiest, limit, order }),
    ),
    'an annotation’s history': reading(() =>
      store.find('events', 'subject', { key: `annotation/${idOf('annotation', any())}` }),
    ),
    'the history’s newest page': reading(() =>
      store.find('events', 'all', { key: '', limit, order }),
    ),
    'the review queue’s first page': reading(() =>
      store.find('annotations', 'waiting', { key: '', limit }),
    ),
    'a name’s suggestions': reading(() =>
      store.find('sources', 'word', { key: '', startsWith: wordOf(any() % 5_000), limit: 24 }),
    ),
    'how often a source is named': reading(() => store.count('annotations', 'source', source())),
    'how often the busiest is': reading(() => store.count('annotations', 'source', busiest)),
    'a search that finds one': reading(() => store.search('annotations', { words: mark(any()) })),
    'a search for the most frequent word': reading(() =>
      store.search('annotations', { words: wordOf(0) }),
    ),
    'a save': () => {
      const changes = saveAt(next(), size);
      return () => store.commit(changes);
    },
  };
}

/** The list of articles as a page first shows it. */
export function firstList(store: Store): () => Promise<unknown> {
  const desk = openDesk(store);
  return () => Promise.all([listArticles(desk), publishersOf(desk)]);
}

/** What a process does once, when the list is first sorted by something else, or searched. */
export function wholeList(store: Store): () => Promise<unknown> {
  return () => articleTalliesOf(openDesk(store));
}

/** What the head of a page counts: the first time in a process, and after a save. */
export function waitingCount(store: Store, size: Size) {
  const desk = openDesk(store);
  const reader = person('reader', { role: 'editor' });
  // Behind all that the other questions save.
  let next = size.annotations + 400_000_000;
  return {
    count: () => waitingFor(desk, reader),
    save: () => store.commit(saveAt(next++, size)),
    facets: () => facetsOf(desk, reader),
    figures: () => reviewFigures(desk, reader),
  };
}

function reading(read: () => Promise<unknown>): Work {
  return () => read;
}

/** Numbers of annotations that are there, in no order, and of those that are to come. */
function numbers({ annotations }: Size) {
  // A prime step comes to all of them, never to a neighbour.
  const step = 7_368_787;
  let at = 0;
  let next = annotations;
  return {
    any: () => {
      at = (at + step) % annotations;
      return at;
    },
    next: () => next++,
  };
}
