import { articleById } from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/people.js';
import { type QueueItem, queueFor } from '../../desk/review/queue.js';
import { queueFilters } from '../../desk/review/queue-filters.js';
import { parse } from '../../domain/parse.js';
import type { Reason } from '../../domain/review/queue.js';
import { answersTo } from '../annotations/annotation-answers.js';
import { type AnnotationAnswer, type People, person } from '../api-answers.js';
import { pageAsked } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';

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
