import type { Annotation } from '../../domain/annotations/annotation.js';
import { sourcesMentioned } from '../../domain/annotations/mentioned-sources.js';
import type { Event, SubjectKind } from '../../domain/history/event.js';
import { type HistoryNames, textsIn } from '../../domain/history/words.js';
import type { Source } from '../../domain/register/source.js';
import { idsInHistory, peopleIn } from '../../reports/named.js';
import type { Desk } from '../desk.js';
import { collected, documentsById } from '../documents.js';
import { namesOfPeople } from '../people/names.js';
import { standingRemovals } from '../register/restoring.js';
import { eventsOf, eventsOfEach } from './events-of.js';

/** What happened to an annotation, oldest first, and what the ids in it are called. */
export interface AnnotationHistory {
  events: Event[];
  names: HistoryNames;
}

/** The history of an annotation, with the sources, claims and people that it once named. */
export async function historyOf(desk: Desk, { id }: Annotation): Promise<AnnotationHistory> {
  const events = await collected(eventsOf(desk.store, 'annotation', id));
  return { events, names: await namesIn(desk, events) };
}

/** What happened to an annotation, oldest first, and what it names or ever named. */
interface AnnotationPast {
  events: readonly Event[];
  /** By id; one that was removed as it last stood. */
  sources: ReadonlyMap<string, Source>;
  claims: readonly string[];
}

/** The past of each of some annotations, by its id, in as few readings as for one. */
export async function pastOfEach(
  desk: Desk,
  annotations: readonly Annotation[],
): Promise<ReadonlyMap<string, AnnotationPast>> {
  const ids = annotations.map(({ id }) => id);
  const happened = await eventsOfEach(desk.store, 'annotation', ids);
  const named = annotations.map((annotation) => {
    const events = happened.get(annotation.id) ?? [];
    const { sources, claims } = idsInHistory(events);
    const said = [annotation, ...annotation.proposals.map(({ content }) => content)];
    return {
      id: annotation.id,
      events,
      sources: [...sources, ...sourcesMentioned(annotation)],
      claims: [...new Set([...claims, ...said.flatMap(({ claim }) => claim ?? [])])],
    };
  });
  const known = await sourcesEver(
    desk,
    named.flatMap(({ sources }) => sources),
  );
  return new Map(
    named.map(({ id, events, sources, claims }) => {
      const own = sources.flatMap((source) => known.get(source) ?? []);
      return [id, { events, sources: new Map(own.map((each) => [each.id, each])), claims }];
    }),
  );
}

/**
 * What is named in some events. Sources are called what the register calls them today: a
 * confidential one by its pseudonym. Who reads what people are called hands it in.
 */
export async function namesIn(
  desk: Desk,
  events: readonly Event[],
  known: Promise<ReadonlyMap<string, string>> | null = null,
): Promise<HistoryNames> {
  const ids = idsInHistory(events);
  const subjects = (kind: SubjectKind) =>
    events.flatMap(({ subject }) => (subject.kind === kind ? subject.id : []));
  const named = events.flatMap(({ after }) => [...textsIn(after?.people), after?.person]);
  const persons = named.flatMap((id) => (typeof id === 'string' ? id : []));
  const [people, formerNames, sources, claims] = await Promise.all([
    known ?? namesOfPeople(desk, [...events.flatMap(peopleIn), ...persons, ...subjects('person')]),
    formerNamesIn(desk, events),
    sourcesEver(desk, [...ids.sources, ...subjects('source')]),
    documentsById(desk, 'claims', [...ids.claims, ...subjects('claim'), ...joinedClaims(events)]),
  ]);
  return { people, formerNames, sources, claims };
}

/** The sources with these ids; of one that was removed, how it last stood. */
async function sourcesEver(desk: Desk, ids: readonly string[]): Promise<Map<string, Source>> {
  const sources = await documentsById(desk, 'sources', ids);
  const gone = [...new Set(ids)].filter((id) => !sources.has(id));
  for (const { source } of await standingRemovals(desk.store, gone)) sources.set(source.id, source);
  return sources;
}

async function formerNamesIn(desk: Desk, events: readonly Event[]) {
  const renamed = events.filter(({ action, after }) => action === 'person.changed' && after?.name);
  const ids = renamed.map(({ subject }) => subject.id);
  const people = await documentsById(desk, 'people', ids);
  return new Map([...people].map(([id, person]) => [id, person.formerNames ?? []]));
}

/** The claims with which others were joined, or from which they were parted. */
function joinedClaims(events: readonly Event[]): string[] {
  const joined = events.filter(({ subject }) => subject.kind === 'claim');
  return joined.flatMap(({ before, after }) => textsIn([before?.into, after?.into]));
}
