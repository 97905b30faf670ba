import { signOf } from '../../domain/chain/drawn-hops.js';
import { printName } from '../../domain/chain/notation/notation.js';
import { reliabilityWords } from '../../domain/chain/scales.js';
import { closestSpelled, nameKey } from '../../domain/register/name.js';
import { Combobox } from '../page/combobox.js';
import { element } from '../page/element.js';
import type { Register, RegisterEntry } from './register.js';

/** Where suggestions go: what is being typed, and what to do with the one that is chosen. */
export interface Completion {
  /** What has been typed of a name; null where no name is being typed. */
  typed(): string | null;
  /** `entry` was chosen; `id` is what tells it from others of its name, or null. */
  choose(entry: RegisterEntry, id: string | null): void;
}

/** From so many characters on sources are suggested. */
const minTypedCharacters = 2;

/** Suggests sources while a name is typed. */
export function suggestSources(
  field: HTMLInputElement | HTMLTextAreaElement,
  register: Register,
  { typed, choose }: Completion,
): void {
  new Combobox<RegisterEntry>(field, {
    label: 'Sources',
    typed: () => {
      const name = typed()?.trim() ?? '';
      return name.length < minTypedCharacters ? null : name;
    },
    suggest: async (name, signal) => {
      const entries = await register.suggest(name, signal);
      return isTypedOut(name, entries) ? [] : entries;
    },
    draw,
    choose: (entry, among) => choose(entry, needsId(entry, among) ? shortId(entry, among) : null),
  });
}

function draw(entry: RegisterEntry): { sign: string; content: HTMLElement[] } {
  const { name, confidential, unnamed, kind, reliability } = entry;
  const kinds = [confidential ? 'confidential' : '', unnamed ? 'unnamed' : '', kind];
  const content = [
    element('span', {}, name),
    element('small', {}, kinds.filter(Boolean).join(', ')),
    ...(reliability ? [gradeOf(reliability)] : []),
  ];
  return { sign: signOf(entry), content };
}

function gradeOf(reliability: NonNullable<RegisterEntry['reliability']>): HTMLElement {
  return element('span', { class: 'grade', title: reliabilityWords(reliability) }, reliability);
}

function needsId(entry: RegisterEntry, among: readonly RegisterEntry[]): boolean {
  if (entry.unnamed && !entry.confidential) return true;
  const key = nameKey(entry.name);
  const bearers = among.filter((other) =>
    [other.name, ...other.aliases].some((name) => nameKey(name) === key),
  );
  return closestSpelled(bearers, entry.name).some(({ id }) => id !== entry.id);
}

/** Whether the only entry to suggest stands there already; an unnamed one is told by its id. */
function isTypedOut(typed: string, [entry, ...others]: readonly RegisterEntry[]): boolean {
  if (!entry || others.length > 0 || (entry.unnamed && !entry.confidential)) return false;
  return nameKey(entry.name) === nameKey(typed);
}

/** The first characters of an entry's id that no other of the entries begins with. */
export function shortId(entry: { id: string }, among: readonly { id: string }[]): string {
  let length = 6;
  const others = among.filter(({ id }) => id !== entry.id);
  while (others.some(({ id }) => id.startsWith(entry.id.slice(0, length)))) length += 1;
  return entry.id.slice(0, length);
}

/** How an entry stands in notation. */
export function printEntry(name: string, id: string | null): string {
  return id === null ? printName(name) : `${printName(name)} #${id}`;
}
