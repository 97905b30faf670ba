/** Somebody's sight of a page: at its address, or as the answer to a form that was sent there. */
export interface Sight {
  what: string;
  path: string;
  who: Visitor;
  sent?: Record<string, string>;
  /** 200 unless told. */
  status?: number;
}

/** An admin, a reader, and whoever has not signed in. */
export const visitors = ['ada', 'tom', 'nobody'] as const;
export type Visitor = (typeof visitors)[number];

/** Every page of a desk at work. The words in capitals stand for ids and one-time secrets. */
export const sights: Sight[] = [
  { what: 'the articles', path: '/articles', who: 'ada' },
  { what: 'the articles that fit nothing', path: '/articles?q=zeppelin', who: 'ada' },
  { what: 'a new article', path: '/articles/new', who: 'ada' },
  {
    what: 'a new article without text',
    path: '/articles/preview',
    who: 'ada',
    sent: { title: 'A' },
    status: 422,
  },
  {
    what: 'the preview of an article',
    path: '/articles/preview',
    who: 'ada',
    sent: { title: 'Fog', publisher: 'The Morning Ledger', text: 'Fog.\n\nMore fog.' },
  },
  { what: 'an article', path: '/articles/ARTICLE', who: 'ada' },
  { what: 'an article to a reader', path: '/articles/ARTICLE', who: 'tom' },
  { what: 'an article, filtered', path: '/articles/ARTICLE?confidence=high', who: 'ada' },
  { what: 'an article with nothing tagged', path: '/articles/BARE', who: 'ada' },
  { what: 'the details of an article', path: '/articles/ARTICLE/edit', who: 'ada' },
  {
    what: 'the details of an article, at fault',
    path: '/articles/ARTICLE',
    who: 'ada',
    sent: { title: '', publisher: 'The Morning Ledger', url: 'nowhere', publishedAt: 'May' },
    status: 422,
  },
  { what: 'the deletion of an article', path: '/articles/ARTICLE/deletion', who: 'ada' },
  { what: 'a report', path: '/articles/ARTICLE/report', who: 'tom' },
  {
    what: 'the report of an article with nothing tagged',
    path: '/articles/BARE/report',
    who: 'tom',
  },
  { what: 'an annotation', path: '/annotations/ANNOTATION', who: 'ada' },
  { what: 'a deleted annotation', path: '/annotations/DELETED', who: 'ada' },
  { what: 'an annotation being edited', path: '/annotations/ANNOTATION/edit', who: 'ada' },
  {
    what: 'an annotation at fault',
    path: '/articles/ARTICLE/annotations',
    who: 'ada',
    sent: { exact: 'not in the text', chain: '-> ?', confidence: 'high' },
    status: 422,
  },
  {
    what: 'an annotation that may stand in several places',
    path: '/articles/ARTICLE/annotations',
    who: 'ada',
    sent: { exact: 'the ferry', chain: 'Clerk -> The Morning Ledger' },
    status: 409,
  },
  {
    what: 'an annotation that was changed meanwhile',
    path: '/annotations/ANNOTATION',
    who: 'ada',
    sent: { exact: 'the pilot warned the company', chain: 'Clerk', seen: '"r0.v0"' },
    status: 412,
  },
  { what: 'the sources', path: '/sources', who: 'ada' },
  { what: 'the sources of no such name', path: '/sources?q=zeppelin', who: 'ada' },
  { what: 'a new source', path: '/sources/new', who: 'ada' },
  {
    what: 'a new source at fault',
    path: '/sources',
    who: 'ada',
    sent: { name: '', reason: 'x' },
    status: 422,
  },
  { what: 'a source', path: '/sources/SOURCE', who: 'ada' },
  { what: 'a source to a reader', path: '/sources/SOURCE', who: 'tom' },
  { what: 'a source that nothing names', path: '/sources/CONFIDENTIAL', who: 'ada' },
  { what: 'a rating at fault', path: '/sources/SOURCE/ratings', who: 'ada', sent: {}, status: 422 },
  { what: 'who a source is', path: '/sources/CONFIDENTIAL/identity', who: 'ada', sent: {} },
  { what: 'a source about to be confidential', path: '/sources/SOURCE/masking', who: 'ada' },
  { what: 'the history', path: '/history', who: 'ada' },
  { what: 'the history of an article', path: '/history?article=ARTICLE', who: 'tom' },
  { what: 'the history of nothing', path: '/history?subject=nothing', who: 'ada' },
  { what: 'the search', path: '/search', who: 'tom' },
  { what: 'what a search finds', path: '/search?q=the', who: 'ada' },
  { what: 'the annotations that a search finds', path: '/search?q=f&in=annotations', who: 'ada' },
  { what: 'the sources that a search finds', path: '/search?q=laura', who: 'tom' },
  { what: 'a search that finds nothing', path: '/search?q=zeppelin', who: 'ada' },
  { what: 'a search for no word', path: '/search?q=%3F%21', who: 'ada', status: 422 },
  { what: 'the people', path: '/people', who: 'ada' },
  {
    what: 'a new person at fault',
    path: '/people',
    who: 'ada',
    sent: { name: '', email: 'x' },
    status: 422,
  },
  { what: 'a person', path: '/people/jonas', who: 'ada' },
  { what: 'a disabled person', path: '/people/vera', who: 'ada' },
  { what: 'one’s own entry', path: '/people/ada', who: 'ada' },
  {
    what: 'a link to set a password',
    path: '/people/jonas/reset-links',
    who: 'ada',
    sent: {},
    status: 201,
  },
  { what: 'people to a reader', path: '/people', who: 'tom', status: 403 },
  { what: 'one’s account', path: '/account', who: 'ada' },
  { what: 'one’s account at fault', path: '/account', who: 'ada', sent: { name: '' }, status: 422 },
  {
    what: 'a wrong password',
    path: '/account/password',
    who: 'ada',
    sent: { current: 'x' },
    status: 422,
  },
  { what: 'one’s tokens', path: '/tokens', who: 'ada' },
  { what: 'no tokens', path: '/tokens', who: 'tom' },
  {
    what: 'a new token',
    path: '/tokens',
    who: 'ada',
    sent: { label: 'nightly export' },
    status: 201,
  },
  { what: 'a page that is not there', path: '/nowhere', who: 'ada', status: 404 },
  { what: 'a page that is not there, to nobody', path: '/nowhere', who: 'nobody', status: 404 },
  { what: 'the door', path: '/sign-in', who: 'nobody' },
  {
    what: 'the door, at fault',
    path: '/sign-in',
    who: 'nobody',
    sent: { email: 'x@example.org' },
    status: 401,
  },
  { what: 'a new password', path: '/reset?token=RESET', who: 'nobody' },
  {
    what: 'a new password that is too short',
    path: '/reset',
    who: 'nobody',
    sent: { token: 'RESET', password: 'short' },
    status: 422,
  },
  { what: 'a link that has run out', path: '/reset?token=none', who: 'nobody', status: 404 },
];

/** What an empty desk shows, and one on which there is nobody. */
export const emptySights: Sight[] = [
  { what: 'no articles', path: '/articles', who: 'ada' },
  { what: 'no articles to a reader', path: '/articles', who: 'tom' },
  { what: 'no sources', path: '/sources', who: 'ada' },
  { what: 'no history', path: '/history', who: 'ada' },
];
export const setupSights: Sight[] = [
  { what: 'a desk without people', path: '/setup', who: 'nobody' },
  { what: 'the set-up', path: '/setup?token=SETUP', who: 'nobody' },
  {
    what: 'the set-up at fault',
    path: '/setup',
    who: 'nobody',
    sent: { token: 'SETUP', name: '', email: 'x', password: 'short' },
    status: 422,
  },
];
