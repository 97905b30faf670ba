import type { Event, EventAction } from './event.js';

export type { HistoryNames } from './words.js';

import { reliabilities } from '../chain/scales.js';
import { showDate } from '../text/shown-dates.js';
import { withFullStop } from '../text/wording.js';
import { changesOfAnnotation } from './annotation-sentences.js';
import { reviewSentences } from './review-sentences.js';
import {
  change,
  type HistoryNames,
  listed,
  quoted,
  quotedChange,
  textOf,
  textsIn,
  type Values,
} from './words.js';

/**
 * An event as one plain sentence, the same for pages and for texts: "Mira Sen raised the confidence
 * from low to moderate." It is plain text: a page escapes it. A source is called what the register
 * calls it today, so that one which has become confidential is masked in the past as well. A person
 * of unknown name is called by their id.
 */
export function describe(event: Event, names: HistoryNames): string {
  const { who, did } = eventSentence(event, names);
  return `${who} ${did}`;
}

/**
 * The sentence for an event in parts: who it was, and what they did, with the full stop. `thing` is the part
 * of that which names what it happened to: all of it but the full stop where nothing does.
 */
export function eventSentence(
  event: Event,
  names: HistoryNames,
): { who: string; did: string; thing: string } {
  const who = names.people.get(event.by) ?? event.by;
  const did = withFullStop(sentences[event.action](event, names));
  const thing = nameOf(event, names);
  return { who, did, thing: did.includes(thing) ? thing : did.replace(/\.$/u, '') };
}

/** What the sentence calls the event's subject, if it calls it anything. */
function nameOf({ subject: { kind, id }, before, after }: Event, names: HistoryNames): string {
  if (kind === 'source') return names.sources.get(id)?.name ?? textOf(before?.name) ?? 'a source';
  if (kind === 'person') return names.people.get(id) ?? id;
  if (kind === 'round') return 'the blind round';
  return kind === 'annotation' && after?.target ? passage(after) : `the ${kind}`;
}

const articleWords: Record<string, string> = {
  title: 'title',
  publisher: 'publisher',
  byline: 'byline',
  url: 'web address',
  publishedAt: 'publication date',
  language: 'language',
};
const sourceWords: Record<string, string> = {
  name: 'name',
  kind: 'kind',
  aliases: 'other names',
  unnamed: 'being unnamed',
  affiliation: 'affiliation',
  description: 'description',
};
const personWords: Record<string, string> = { role: 'role' };

const sentences: Record<EventAction, (event: Event, names: HistoryNames) => string> = {
  'article.added': () => 'added the article',
  'article.changed': (event) => changesIn(event, articleWords) || 'changed the article’s details',
  'article.deleted': ({ before }) => `deleted the article${titled(before)}`,
  'wording.decided': ({ after }) => wordingDecided(after),
  'report.shared': ({ after }) => `shared the report by a link${linked(after)}`,
  'report.share-revoked': () => 'revoked a link to the report',
  'edition.added': ({ after }) => `brought in edition ${textOf(after?.edition) ?? 'unknown'}`,
  'edition.removed': ({ before }) => `took edition ${textOf(before?.edition) ?? 'unknown'} back`,
  'annotation.created': ({ after }) => `annotated ${passage(after)}`,
  'annotation.revised': (event, names) =>
    listed(changesOfAnnotation(event.before ?? {}, event.after ?? {}, names)) ||
    'revised the annotation',
  'annotation.deleted': () => 'deleted the annotation',
  'annotation.restored': () => 'restored the annotation',
  'annotation.imported': () => 'brought the annotation in from another desk',
  'annotation.carried': carried,
  'source.added': (event, names) => `entered ${sourceName(event, names)} in the register`,
  'source.changed': changedSource,
  'source.rated': rated,
  'source.unrated': (event, names) =>
    `took back the rating ${textOf(event.before?.reliability) ?? ''} of ${sourceName(event, names)}`,
  'source.masked': (event, names) =>
    `made a source confidential, now called ${sourceName(event, names)}`,
  'source.unmasked': (event, names) =>
    `made ${sourceName(event, names)} public again${formerly(event.before)}`,
  'source.joined': (event, names) =>
    `joined ${sourceName(event, names)} into ${otherSource(event.after, names)}`,
  'source.parted': (event, names) =>
    `parted ${sourceName(event, names)} from ${otherSource(event.before, names)}`,
  'source.removed': ({ before }) =>
    `removed ${textOf(before?.name) ?? 'a source'} from the register`,
  'source.restored': (event, names) => `put ${sourceName(event, names)} back into the register`,
  'source.expunged': ({ after }) => `removed a name from the whole desk${groundOf(after)}`,
  'claim.added': ({ subject, after }, names) =>
    `added the claim${claimed(subject.id, names, textOf(after?.statement))}`,
  'claim.changed': changedClaim,
  'claim.joined': ({ subject, after }, names) =>
    `joined the claim${claimed(subject.id, names)} into${claimed(textOf(after?.into), names)}`,
  'claim.parted': ({ subject, before }, names) =>
    `parted the claim${claimed(subject.id, names)} from${claimed(textOf(before?.into), names)}`,
  'override.made': ({ after }) => `set aside the warning${warned(after)}${whyOf(after)}`,
  'override.withdrawn': ({ before }) => `took the warning${warned(before)} up again`,
  'identity.read': (event, names) => `read who ${sourceName(event, names)} is`,
  'identity.noted': (event, names) => `noted who ${sourceName(event, names)} is`,
  'person.added': ({ subject, after }, names) =>
    `added ${names.people.get(subject.id) ?? subject.id} to the desk${roleIn(after)}`,
  'person.changed': changedPerson,
  ...reviewSentences,
};

function changesIn({ before, after }: Event, words: Record<string, string>): string {
  const fields = Object.keys(words).filter(
    (field) => textOf(before?.[field]) !== textOf(after?.[field]) && after && field in after,
  );
  return listed(
    fields.map((field) => change(words[field] ?? field, before?.[field], after?.[field])),
  );
}

/** How a passage stands in an edition; older events, of changed ones alone, don't say it. */
const standings = new Map([
  ['exact', 'its passage stands again'],
  ['moved', 'its passage stands again'],
  ['ambiguous', 'it is open where its passage stands'],
  ['missing', 'its passage no longer stands'],
]);

/** How the passage stands in an edition that came in, what it reads there, or else why; or that it was taken back. */
function carried({ after, before }: Event): string {
  if (after === null) return `took edition ${textOf(before?.edition) ?? 'unknown'} back`;
  const how = standings.get(textOf(after.placement) ?? '') ?? 'the text has changed under it';
  const came = `brought in edition ${textOf(after.edition) ?? 'unknown'}, in which ${how}`;
  const [was, is] = [textOf(before?.wording), textOf(after.wording)];
  if (was === null) return came;
  if (is !== null && was !== is) {
    const { from, to } = quotedChange(was, is);
    return `${came}: ${from} reads now ${to}`;
  }
  const reason = textOf(after.reason)?.replace(/\.$/u, '');
  return `${came}, ${quoted(was)}${reason ? `: ${reason}` : ''}`;
}

function titled(before: Values | null): string {
  const title = textOf(before?.title);
  return title === null ? '' : ` ${quoted(title)}`;
}

function wordingDecided(after: Values | null): string {
  if (after === null) return 'took back what was decided on shared wording';
  const means = after.independent === true ? 'independent all the same' : 'not independent';
  return `decided that articles which share wording are ${means}${whyOf(after)}`;
}

function linked(after: Values | null): string {
  const expires = textOf(after?.expires);
  const sites = textsIn(after?.origins);
  const shown = sites.length === 0 ? '' : `, to be shown by ${listed(sites)} too`;
  return `${expires === null ? '' : ` until ${showDate(expires)}`}${shown}`;
}

function passage(after: Values | null): string {
  const target = after?.target;
  const known = typeof target === 'object' && target !== null && 'exact' in target;
  const exact = known ? textOf(target.exact) : null;
  return exact === null ? 'a passage' : quoted(exact);
}

function sourceName({ subject }: Event, { sources }: HistoryNames): string {
  return sources.get(subject.id)?.name ?? 'a source';
}

function groundOf(after: Values | null): string {
  const ground = textOf(after?.ground);
  return ground === null ? '' : `, on this ground: ${quoted(ground)}`;
}

function formerly(before: Values | null): string {
  const pseudonym = textOf(before?.pseudonym);
  return pseudonym === null ? '' : `, who was called ${pseudonym}`;
}

function otherSource(values: Values | null, { sources }: HistoryNames): string {
  return sources.get(textOf(values?.into) ?? '')?.name ?? 'a source';
}

function changedSource(event: Event, names: HistoryNames): string {
  const { before, after } = event;
  if (after && 'differsFrom' in after) return toldApart(event, names);
  const values = { before: inWords(before, names), after: inWords(after, names) };
  const changes = changesIn({ ...event, ...values }, sourceWords);
  const name = sourceName(event, names);
  if (changes === '') return `changed the entry of ${name}`;
  return after && 'name' in after ? changes : `${changes} of ${name}`;
}

/** An editor says that two entries are different sources, or takes that back. */
function toldApart(event: Event, names: HistoryNames): string {
  const [was, is] = [idsIn(event.before), idsIn(event.after)];
  const isSaid = is.length >= was.length;
  const others = (isSaid ? is : was).filter((id) => !(isSaid ? was : is).includes(id));
  const called = listed(others.map((id) => names.sources.get(id)?.name ?? 'a source'));
  const name = sourceName(event, names);
  return isSaid
    ? `said that ${name} and ${called} are different sources`
    : `took back that ${name} and ${called} are different sources`;
}

function idsIn(values: Values | null): string[] {
  const ids = values?.differsFrom;
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

/** The values of an entry as they are read: other names in a row, what it belongs to by name. */
function inWords(values: Values | null, { sources }: HistoryNames): Values | null {
  if (!values) return null;
  const { aliases, affiliation } = values;
  const organisation = textOf(affiliation);
  return {
    ...values,
    ...(Array.isArray(aliases) && { aliases: aliases.join(', ') }),
    ...(organisation !== null && {
      affiliation: sources.get(organisation)?.name ?? 'a source no longer here',
    }),
  };
}

function rated(event: Event, names: HistoryNames): string {
  const row = reliabilities.find(({ code }) => code === event.after?.reliability);
  const grade = row ? `${row.code} (${row.words.toLowerCase()})` : 'again';
  const why = textOf(event.after?.reason);
  return `rated ${sourceName(event, names)} ${grade}${why === null ? '' : `: ${quoted(why)}`}`;
}

/** What became of its wording, and how it was decided and why. */
function changedClaim({ subject, before, after }: Event, names: HistoryNames): string {
  const reworded =
    after && 'statement' in after ? [change('claim', before?.statement, after.statement)] : [];
  const state = textOf(after?.state);
  const which = reworded.length > 0 ? ' it' : ` the claim${claimed(subject.id, names)}`;
  if (state === null) return listed(reworded) || `changed${which}`;
  const why = textOf(after?.reason);
  const reason = why === null ? '' : `: ${quoted(why)}`;
  const decided = state === 'open' ? `opened${which} again` : `called${which} ${state}`;
  return `${listed([...reworded, decided])}${reason}`;
}

/** The claim by its words: those of then, where they are told, or those of now. */
function claimed(id: string | null, { claims }: HistoryNames, then: string | null = null): string {
  const statement = then ?? claims.get(id ?? '')?.statement;
  return statement ? ` ${quoted(statement)}` : '';
}

function warned(values: Values | null): string {
  const code = textOf(values?.code);
  return code === null ? '' : ` ${quoted(code)}`;
}

function whyOf(values: Values | null): string {
  const why = textOf(values?.reason);
  return why === null ? '' : `: ${quoted(why)}`;
}

function roleIn(after: Values | null): string {
  const role = textOf(after?.role);
  return role === null ? '' : ` as ${role}`;
}

function changedPerson(event: Event, names: HistoryNames): string {
  const { subject, before, after } = event;
  const whom = names.people.get(subject.id) ?? subject.id;
  if (after?.disabled === true && before?.disabled !== true) return `disabled ${whom}`;
  if (after?.disabled === false && before?.disabled === true) return `let ${whom} in again`;
  if (after?.name === 'set') return changedName(event, names);
  const changes = changesIn(event, personWords);
  return changes ? `${changes} of ${whom}` : `changed the account of ${whom}`;
}

/** From what to what, where the reader knows: events have ids alone. */
function changedName({ at, subject }: Event, { formerNames, people }: HistoryNames): string {
  const former = formerNames?.get(subject.id) ?? [];
  const index = former.findIndex(({ until }) => until === at);
  const next = former[index + 1]?.name ?? people.get(subject.id);
  const was = former[index]?.name;
  if (was === undefined || next === undefined) return 'changed their name';
  return `changed their name from ${quoted(was)} to ${quoted(next)}`;
}
