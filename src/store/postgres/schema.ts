import type { CollectionName } from '../documents.js';

/**
 * One step from a schema to the next. A step that a release has made stays as it is for ever: what
 * changes later is another step.
 */
export interface Migration {
  /** Counts from 1, without gaps. */
  number: number;
  statements: readonly string[];
  /**
   * The collections whose documents are brought to the format of today, and whose columns are worked
   * out from them, once all steps have been taken.
   */
  refill?: readonly CollectionName[];
  /** Whether what is kept of counted indexes is then counted. */
  recount?: true;
}

/** A collection as a step makes it. */
interface MigrationApplied {
  one?: readonly string[];
  unique?: readonly string[];
  many?: readonly string[];
  searched?: boolean;
}

/**
 * Text is compared by code point everywhere, as the port wants it, whatever the database's own
 * language is. `seq` keeps the order in which documents came.
 */
export const migrations: readonly Migration[] = [
  {
    number: 1,
    statements: [
      `CREATE TABLE commits (
        number bigint PRIMARY KEY,
        nonce text NOT NULL UNIQUE,
        changes jsonb NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      )`,
      ...collection('articles', { one: ['added', 'title'], searched: true }),
      ...collection('editions', { one: ['all', 'article', 'sha256'], searched: true }),
      ...collection('annotations', {
        one: ['all', 'article', 'everything', 'claim'],
        many: ['source'],
        searched: true,
      }),
      ...collection('sources', {
        one: ['all', 'confidential'],
        unique: ['pseudonym'],
        many: ['name', 'word'],
        searched: true,
      }),
      ...collection('claims', { one: ['all'], unique: ['statement'], searched: true }),
      ...collection('events', { one: ['all', 'subject', 'article'] }),
      ...collection('people', { one: ['all'], unique: ['email'] }),
      ...collection('sessions', { one: ['expires', 'person'] }),
      ...collection('tokens', { one: ['kind', 'person'] }),
      ...collection('identities', { one: ['all'], many: ['name'] }),
      ...collection('attempts', { one: ['until', 'key'] }),
    ],
  },
  {
    // Reviewing.
    number: 2,
    statements: [
      ...collection('rounds', { one: ['article', 'open'], many: ['awaited'] }),
      ...collection('settings', { one: ['all'] }),
      ...collection('presences', { one: ['until', 'article'] }),
      ...['status', 'waiting', 'round'].flatMap((index) => indexOnce('annotations', index)),
      ...indexOnce('sources', 'round'),
      ...indexOnce('claims', 'round'),
      ...indexOnce('events', 'action'),
    ],
    refill: ['annotations', 'sources', 'claims', 'events'],
  },
  {
    // The folds of names and of searched words.
    number: 3,
    statements: [],
    refill: ['articles', 'editions', 'annotations', 'sources', 'claims', 'people', 'identities'],
  },
  {
    // Two who enter a source of one name at one moment.
    number: 4,
    statements: collection('nameWitnesses', {}),
  },
  {
    // Joined sources, and the descriptions of an article.
    number: 5,
    statements: [],
    refill: ['annotations', 'sources'],
  },
  {
    // Format 3: several holders in a hop. Presence is kept nowhere.
    number: 6,
    statements: ['DROP TABLE presences'],
    refill: ['annotations'],
  },
  {
    // What a masked source was before, and names that look alike.
    number: 7,
    statements: [],
    refill: ['sources', 'identities'],
  },
  {
    // Numbers that are kept: of an article's annotations, of a source's, of a publisher's articles.
    number: 8,
    statements: [
      ...entriesOf('articles'),
      ...['articles', 'annotations'].map(countsOf),
      `INSERT INTO articles_entries (index, key, sort, id)
        SELECT 'publisher', doc->>'publisher', '', id FROM articles`,
      `INSERT INTO annotations_entries (index, key, sort, id)
        SELECT 'tally', concat_ws(' ', doc->>'article', doc->>'status',
          coalesce(doc->>'confidence', 'none')), '', id
        FROM annotations WHERE article_key IS NOT NULL`,
    ],
    recount: true,
  },
  {
    // Annotations by where in the text they lie.
    number: 9,
    statements: indexOnce('annotations', 'bin'),
    refill: ['annotations'],
  },
  {
    // Sources that may be one, and joined ones by the words of their names.
    number: 10,
    statements: [],
    refill: ['sources'],
  },
  {
    // What named requests were answered.
    number: 11,
    statements: collection('answers', { one: ['until'] }),
  },
  {
    // More apostrophes and hyphens in the folds of names.
    number: 12,
    statements: [],
    refill: ['articles', 'sources', 'people', 'identities'],
  },
  {
    // The wording that articles share.
    number: 13,
    statements: collection('wordings', { one: ['all'], many: ['with'] }),
  },
  {
    // Articles grown into names, and names written without spaces, in the keys of likeness.
    number: 14,
    statements: [],
    refill: ['sources'],
  },
  {
    // Reports that are shared by a link.
    number: 15,
    statements: collection('shares', { one: ['all', 'article'], unique: ['digest'] }),
  },
  {
    // What is searched in the order in which it is found.
    number: 16,
    statements: ['articles', 'editions', 'annotations', 'sources', 'claims'].map(
      (name) =>
        `CREATE INDEX ${name}_search_sort ON ${name} (search_sort, id) WHERE search IS NOT NULL`,
    ),
  },
  {
    // Other spellings in the keys by which names look alike.
    number: 17,
    statements: [],
    refill: ['sources'],
  },
  {
    // The last commit that whatever is committed later has to have heeded.
    number: 18,
    statements: ['ALTER TABLE whence ADD COLUMN barrier bigint NOT NULL DEFAULT 0'],
  },
  {
    // The process for whose barrier others wait, and how long at the most.
    number: 19,
    statements: [
      `ALTER TABLE whence
        ADD COLUMN held_by text NOT NULL DEFAULT '',
        ADD COLUMN held_until timestamptz NOT NULL DEFAULT '-infinity'`,
    ],
  },
  {
    // The history by who did it.
    number: 20,
    statements: indexOnce('events', 'person'),
    refill: ['events'],
  },
];

/** The version of the tables that this program works with. */
export const newestSchema = migrations.at(-1)?.number ?? 0;

/** The statements that make a collection. */
function collection(
  name: string,
  { one = [], unique = [], many = [], searched }: MigrationApplied,
) {
  return [
    `CREATE TABLE ${name} (
      id text COLLATE "C" PRIMARY KEY,
      seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      version integer NOT NULL,
      doc jsonb NOT NULL
    )`,
    ...one.flatMap((index) => indexOnce(name, index)),
    ...unique.flatMap((index) => [
      ...indexOnce(name, index),
      `ALTER TABLE ${name} ADD CONSTRAINT ${name}_${index}_unique
        UNIQUE (${index}_key) DEFERRABLE INITIALLY DEFERRED`,
    ]),
    ...(many.length > 0 ? entriesOf(name) : []),
    ...(searched ? searching(name) : []),
  ];
}

/** The statements that give a collection an index which has a document once. */
function indexOnce(name: string, index: string): string[] {
  return [
    `ALTER TABLE ${name}
      ADD COLUMN ${index}_key text COLLATE "C", ADD COLUMN ${index}_sort text COLLATE "C"`,
    `CREATE INDEX ${name}_${index} ON ${name} (${index}_key, ${index}_sort, id)
      WHERE ${index}_key IS NOT NULL`,
  ];
}

function entriesOf(name: string): string[] {
  return [
    `CREATE TABLE ${name}_entries (
      index text COLLATE "C",
      key text COLLATE "C",
      sort text COLLATE "C",
      id text COLLATE "C",
      PRIMARY KEY (index, key, sort, id)
    )`,
    `CREATE INDEX ${name}_entries_id ON ${name}_entries (id)`,
  ];
}

/** The statement that makes a table for what is kept of counted indexes: see `counts.ts`. */
function countsOf(name: string): string {
  return `CREATE TABLE ${name}_counts (
    index text COLLATE "C",
    key text COLLATE "C",
    count bigint NOT NULL,
    PRIMARY KEY (index, key)
  )`;
}

function searching(name: string): string[] {
  return [
    `ALTER TABLE ${name} ADD COLUMN search tsvector, ADD COLUMN search_sort text COLLATE "C"`,
    `CREATE INDEX ${name}_search ON ${name} USING gin (search)`,
  ];
}
