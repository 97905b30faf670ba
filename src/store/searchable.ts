/** What can be searched for by words. People and identities cannot. */
export const searchedCollections = [
  'articles',
  'editions',
  'annotations',
  'sources',
  'claims',
] as const;
export type SearchedCollection = (typeof searchedCollections)[number];
