import type { Newsroom } from '../newsroom.js';

/** What a newsroom answers to all kinds of questions, by who asks and what. */
export async function readings(room: Newsroom): Promise<Map<string, string>> {
  const read = new Map<string, string>();
  for (const by of [room.jonas, room.mira]) {
    const program = await room.bearer(by);
    const ask = async (path: string) => {
      const { status, text = '' } = await program.get(path).buffer(true);
      read.set(`${by.id} ${path}`, `${status}\n${withoutChance(text)}`);
      return text;
    };
    const inPages = async (path: string) => {
      for (let after = ''; ; ) {
        const { next } = JSON.parse(await ask(`${path}${after}`));
        if (!next) return;
        after = `&after=${encodeURIComponent(next)}`;
      }
    };
    for (const path of lists) await inPages(path);
    for (const path of [...pages, ...words.map(searching)]) await ask(path);
    for (const path of await things(room)) await ask(path);
  }
  return read;
}

const lists = [
  ...['-added', 'title', '-publisher', 'unreviewed'].map(
    (by) => `/api/articles?limit=1&sort=${by}`,
  ),
  ...['', '&doubles=true', '&likely=true', '&unused=true'].map((of) => `/api/sources?limit=3${of}`),
  ...['', '&state=open', '&quality=single%20source'].map((of) => `/api/claims?limit=1${of}`),
  ...['', '&status=disputed', '&status=agreed', '&label=urgent', '&confidence=low'].map(
    (of) => `/api/review?limit=2${of}`,
  ),
];

const pages = [
  ...['/api/history?limit=200', '/api/agreement', '/api/sourcing', '/api/settings'],
  ...['csv', 'csv&rows=hops', 'csv&rows=sources', 'md', 'webannotation', 'json'].map(
    (format) => `/api/report?format=${format}`,
  ),
  ...['/articles', '/sources', '/claims', '/review', '/history', '/sourcing'],
];

const words = ['ferry', 'ida', 'BRANDT', 'zoe', '🌊', '%', 'ﬁ', 'note', 'mem'];
const searching = (word: string) => `/search?q=${encodeURIComponent(word)}`;

async function things({ store }: Newsroom): Promise<string[]> {
  const query = { key: '', limit: 1000 };
  const [articles, annotations, sources, claims] = await Promise.all([
    store.find('articles', 'added', query),
    store.find('annotations', 'all', query),
    store.find('sources', 'all', query),
    store.find('claims', 'all', query),
  ]);
  return [
    ...articles.items.flatMap(({ id }) =>
      ['', '/editions', '/annotations?limit=200', '/sourcing', '/shared-wording', '/rounds'].map(
        (of) => `/api/articles/${id}${of}`,
      ),
    ),
    ...annotations.items.map(({ id }) => `/annotations/${id}`),
    ...sources.items.map(({ id }) => `/api/sources/${id}`),
    ...claims.items.map(({ id }) => `/api/claims/${id}`),
  ];
}

/** What each desk draws by lot: the ends of events' ids, so where pages of them begin, and names of pages. */
export function withoutChance(text: string): string {
  return text
    .replaceAll(/\b([0-9a-z]{9})-[0-9a-z]{4}-[0-9a-f]{8}\b/gu, '$1')
    .replaceAll(/(history\?[^"]*after=|data-position="|name="key" value=")[^"]*/gu, '$1')
    .replaceAll(/127\.0\.0\.1:\d+/gu, '')
    .replaceAll(/<!-- [0-9a-f-]{36} -->/gu, '');
}
