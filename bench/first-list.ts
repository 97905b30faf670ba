/*
 * What a process's first list of articles takes on PostgreSQL beside a million annotations, and its
 * first list in another order. The rows are made by the database itself, in seconds instead of
 * the quarter of an hour that bench:growth takes: all articles with their columns, the annotations with
 * those of the two indexes that hold every one, and the numbers that are kept of them. Lists read no
 * more than that. The number of annotations can be given: `npm run bench:first-list -- 300000`.
 */
import pg from 'pg';
import { openStore } from '../src/store/open-store.js';
import { firstList, wholeList } from './costs.js';
import { type Goal, goalLine } from './goals.js';
import { grounds } from './grounds.js';
import { timed } from './timing.js';
import { sizeOf } from './work.js';

const annotations = Number(process.argv[2] ?? 1_000_000);
const size = sizeOf(annotations);
const ground = await grounds.postgres();
try {
  const database = await ground.make(sizeOf(1));
  const filled = await timed(() => fillIn(database));
  const seconds = (filled / 1000).toFixed(0);
  console.log(
    `${annotations} annotations of ${size.articles} articles, put in within ${seconds} s`,
  );
  const store = await openStore(database, { mode: 'write' });
  const first = await timed(firstList(store));
  const otherwise = await timed(wholeList(store));
  await store.close();
  const goal: Goal = { what: 'a process’s first list', figure: first / 1000, most: 0.2, unit: 's' };
  console.log(goalLine(goal));
  console.log(`its first list sorted otherwise: ${(otherwise / 1000).toFixed(2)} s`);
} finally {
  await ground.end();
}

/** Makes of the one article and the one annotation that are there as many as are wanted. */
async function fillIn(database: string): Promise<void> {
  const client = new pg.Client(database);
  await client.connect();
  await client.query(
    `INSERT INTO articles (id, version, doc, added_key, added_sort, title_key, title_sort)
      SELECT made.id, 1, one.doc || jsonb_build_object('id', made.id, 'title', made.title, 'created', made.at),
        '', made.at, '', lower(made.title)
      FROM (SELECT doc FROM articles LIMIT 1) AS one, LATERAL (
        SELECT 'bench' || n AS id, 'What the harbour said, part ' || n AS title,
          to_char(timestamp '2026-01-05' + n * interval '50 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
        FROM generate_series(1, $1::integer) AS n
      ) AS made`,
    [size.articles],
  );
  await client.query(
    `INSERT INTO articles_entries (index, key, sort, id)
      SELECT 'publisher', doc->>'publisher', '', id FROM articles WHERE id LIKE 'bench%'`,
  );
  await client.query(
    `INSERT INTO annotations (id, version, doc, all_key, all_sort, article_key, article_sort)
      SELECT made.id, 1, one.doc || jsonb_build_object('id', made.id, 'article', made.article),
        '', made.article, made.article, made.place
      FROM (SELECT doc FROM annotations LIMIT 1) AS one, LATERAL (
        SELECT 'bench' || n AS id, 'bench' || 1 + n / 50 AS article,
          lpad((50 * (n % 50))::text, 12, '0') AS place
        FROM generate_series(0, $1::integer - 1) AS n
      ) AS made`,
    [annotations],
  );
  await client.query(
    `INSERT INTO annotations_counts (index, key, count)
      SELECT 'tally', article_key || stands.how, count(*) / 2
      FROM annotations, (VALUES (' unreviewed high'), (' agreed none')) AS stands (how)
      WHERE id LIKE 'bench%' GROUP BY article_key, stands.how`,
  );
  await client.query('VACUUM ANALYZE');
  await client.end();
}
