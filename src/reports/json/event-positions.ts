import type { Event } from '../../domain/history/event.js';
import type { Span } from '../../domain/text/span.js';
import { proposedIn, type Values } from './event-values.js';

type Convert = (edition: number, span: Span) => Span;

/**
 * The events of an article with the positions in their values converted, each by the edition in
 * which it held. `newest` gives the edition of an annotation whose history does not tell. Events
 * come and go oldest first, each converted when it is asked for.
 */
export function* convertPositions<E extends Pick<Event, 'action' | 'subject' | 'before' | 'after'>>(
  events: Iterable<E>,
  convert: Convert,
  newest: (annotation: string) => number,
): Generator<E> {
  const held = new Map<string, number>();
  for (const event of events) {
    const { id } = event.subject;
    // How a passage stands in a later edition moves nothing: it stays where it was marked.
    if (event.action === 'annotation.carried') {
      yield event;
      continue;
    }
    const was = editionIn(event.before) ?? held.get(id) ?? newest(id);
    const is = editionIn(event.after) ?? was;
    held.set(id, is);
    yield {
      ...event,
      before: converted(event.before, was, convert),
      after: converted(event.after, is, convert),
    };
  }
}

function editionIn(values: Values): number | null {
  return typeof values?.edition === 'number' ? values.edition : null;
}

function converted(values: Values, edition: number, convert: Convert): Values {
  const proposed = proposedIn(values);
  if (!values) return null;
  const { target } = values;
  return {
    ...values,
    ...(isSpan(target) && { target: { ...target, ...convert(edition, spanOf(target)) } }),
    ...(proposed && {
      proposed: converted(proposed, editionIn(proposed) ?? edition, convert),
    }),
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function isSpan(value: unknown): value is Span {
  return (
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    typeof value.start === 'number' &&
    'end' in value &&
    typeof value.end === 'number'
  );
}
