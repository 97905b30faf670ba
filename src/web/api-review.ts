import { articleById } from '../desk/articles.js';
import type { Desk } from '../desk/desk.js';
import { peopleNames } from '../desk/people.js';
import { type QueueItem, queueFor } from '../desk/queue.js';
import { queueFilters } from '../desk/queue-filters.js';
import { parse } from '../domain/parse.js';
import type { Reason } from '../domain/queue.js';
import { answersTo } from './annotation-answers.js';
import { pageAsked } from './api-input.js';
import { type AnnotationAnswer, type People, person } from './api-present.js';
import type { Routes } from './routes.js';

/** What waits for whoever asks, for programs. */
export function apiReview(routes: Routes): void {
  routes.get('/api/review', 'read', async ({ desk, actor }, req, res) => {
    const filters = parse(queueFilters, req.query);
    const queue = await queueFor(desk, actor, filters, pageAsked(req.query));
    const people = await peopleNames(desk);
    const answers = await answersById(desk, queue.items);
    const items = queue.items.flatMap(({ annotation, reasons }) => {
      const answer = answers.get(annotation.id);
      const said = reasons.map((reason) => reasonAnswer(reason, people));
      return answer ? [{ ...answer, reasons: said }] : [];
    });
    res.json({ ...queue, items });
  });
}

function reasonAnswer({ by, ...reason }: Reason, people: People) {
  return { ...reason, by: by === null ? null : person(by, people) };
}

/** Article by article: each is read once. */
async function answersById(
  desk: Desk,
  items: readonly QueueItem[],
): Promise<ReadonlyMap<string, AnnotationAnswer>> {
  const answers = new Map<string, AnnotationAnswer>();
  for (const id of new Set(items.map(({ annotation }) => annotation.article))) {
    const annotations = items.map((item) => item.annotation).filter((each) => each.article === id);
    for (const answer of await answersTo(desk, await articleById(desk, id), annotations)) {
      answers.set(answer.id, answer);
    }
  }
  return answers;
}
