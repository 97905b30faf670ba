import type { relations } from '../../domain/chain/relations.js';
import { reliabilityWords } from '../../domain/chain/scales.js';
import { closestSpelled, nameKey } from '../../domain/register/name.js';
import { isolatedName } from '../../domain/text/direction.js';
import { counted, inQuotes } from '../../domain/text/wording.js';
import { element } from '../page/element.js';
import type { Register, RegisterEntry, SourceHere } from './register.js';
import { signElement } from './sign.js';

/** What a name that is typed may become: a source of the article or of the register, or a new one. */
export type NameChoice =
  | { in: 'article'; entry: SourceHere; typed: string }
  | { in: 'register'; entry: RegisterEntry; typed: string }
  | { in: 'nothing'; name: string };

/** More of them hide what stands below. */
const mostHere = 4;
const mostInRegister = 4;

/** What fits what was typed: the article's own sources first, then the register's, a new one last. */
export class NameChoices {
  /** What the register answered last, and to what; null as long as nobody has asked. */
  private found: { key: string; entries: readonly RegisterEntry[] } | null = null;

  constructor(
    private readonly register: Register,
    private readonly isForChain: boolean,
  ) {}

  /** What is known without asking. */
  known(typed: string): NameChoice[] {
    return this.choices(typed, this.register.suggestHere(typed), this.foundFor(typed));
  }

  /** The entry that bears what is typed, as far as it is known without asking: it would be no new source. */
  bearing(typed: string): RegisterEntry | null {
    const key = nameKey(typed);
    const entries = [...this.register.suggestHere(typed), ...this.foundFor(typed)];
    return entries.find((entry) => isNamed(entry, key)) ?? null;
  }

  async suggest(typed: string, signal: AbortSignal): Promise<NameChoice[]> {
    const [entries] = await Promise.all([
      this.register.suggest(typed, signal),
      this.register.learnArticle(),
    ]);
    if (!signal.aborted) this.found = { key: nameKey(typed), entries };
    return this.choices(typed, this.register.suggestHere(typed), entries);
  }

  /** The article's first is taken by Enter, and an entry of that very name; nothing else is by itself. */
  first(choices: readonly NameChoice[], typed: string): number {
    const key = nameKey(typed);
    const exact = choices.findIndex(
      (choice) => choice.in !== 'nothing' && bears(choice.entry, key),
    );
    if (exact >= 0) return exact;
    return choices[0]?.in === 'article' ? 0 : -1;
  }

  /** What tells an entry from others of its name, in notation; null where its name does. */
  idOf(
    choice: Exclude<NameChoice, { in: 'nothing' }>,
    among: readonly NameChoice[],
  ): string | null {
    const { entry } = choice;
    if (choice.in === 'article') return choice.entry.shortId;
    const others = among.flatMap((each) => (each.in === 'nothing' ? [] : each.entry));
    return needsId(entry, others) ? shortId(entry, others) : null;
  }

  private foundFor(typed: string): RegisterEntry[] {
    const { found } = this;
    const isAnswered = found !== null && nameKey(typed).startsWith(found.key);
    return isAnswered ? found.entries.filter((entry) => fits(entry, typed)) : [];
  }

  private choices(
    typed: string,
    here: readonly SourceHere[],
    entries: readonly RegisterEntry[],
  ): NameChoice[] {
    const known = new Set(here.map(({ id }) => id));
    const others = entries.filter(({ id }) => !known.has(id)).slice(0, mostInRegister);
    const choices: NameChoice[] = [
      ...here.slice(0, mostHere).map((entry) => ({ in: 'article' as const, entry, typed })),
      ...others.map((entry) => ({ in: 'register' as const, entry, typed })),
    ];
    if (choices.length === 0 || isTypedOut(choices, typed)) return [];
    return this.isForChain ? [...choices, { in: 'nothing', name: typed }] : choices;
  }
}

/** Whether the only one to suggest stands there already. */
function isTypedOut([choice, ...others]: readonly NameChoice[], typed: string): boolean {
  if (!choice || choice.in === 'nothing' || others.length > 0) return false;
  return isNamed(choice.entry, nameKey(typed));
}

/** Whether a name tells the entry; an unnamed one is not told by its words. */
function isNamed(entry: RegisterEntry, key: string): boolean {
  return (!entry.unnamed || entry.confidential) && bears(entry, key);
}

/** The same for one choice in two answers. */
export function choiceId(choice: NameChoice): string {
  return choice.in === 'nothing' ? '' : choice.entry.id;
}

/** How a choice is drawn: its sign, its name, and where it stands. */
export function drawChoice(choice: NameChoice): { heading: string; content: (Node | string)[] } {
  if (choice.in === 'nothing') return drawNew(choice);
  const { entry } = choice;
  return {
    heading: choice.in === 'article' ? 'In this article' : 'In the register',
    content: [
      signElement(entry),
      element('span', { class: 'cut' }, element('bdi', {}, ...withTyped(entry.name, choice.typed))),
      ...(entry.reliability ? [gradeOf(entry.reliability)] : []),
      element('small', {}, whereOf(choice)),
    ],
  };
}

/** A name in which what was typed stands out, where a word of it begins so. */
function withTyped(name: string, typed: string): (Node | string)[] {
  const { length } = typed;
  const isTyped = (at: number) =>
    name.slice(at, at + length).localeCompare(typed, undefined, { sensitivity: 'base' }) === 0;
  const start = [...name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].find(({ index }) =>
    isTyped(index),
  );
  if (!start) return [name];
  const end = start.index + length;
  return [
    name.slice(0, start.index),
    element('b', {}, name.slice(start.index, end)),
    name.slice(end),
  ];
}

function whereOf(choice: Exclude<NameChoice, { in: 'nothing' }>): string {
  const { entry } = choice;
  if (choice.in === 'article') {
    const { number, after } = choice.entry.first;
    return `annotation ${number}${after === null ? '' : `, from ${after}`}`;
  }
  const kind = [entry.confidential && 'confidential', entry.unnamed && 'unnamed', entry.kind];
  const uses = entry.uses == null ? '' : counted(entry.uses, 'use');
  const place = entry.article && `in ${isolatedName(inQuotes(entry.article))}`;
  return [...kind, place, uses].filter(Boolean).join(' · ');
}

function drawNew({ name }: Extract<NameChoice, { in: 'nothing' }>) {
  const sign = signElement({ kind: null, unnamed: false, confidential: false });
  const words = element('span', { class: 'cut' }, 'New source “', element('bdi', {}, name), '”');
  return { heading: 'Not in the register yet', content: [sign, words] };
}

function gradeOf(reliability: NonNullable<RegisterEntry['reliability']>): HTMLElement {
  return element('span', { class: 'letter', title: reliabilityWords(reliability) }, reliability);
}

function fits({ name, aliases }: RegisterEntry, typed: string): boolean {
  const key = ` ${nameKey(typed)}`;
  return [name, ...aliases].some((each) => ` ${nameKey(each)}`.includes(key));
}

function bears({ name, aliases }: RegisterEntry, key: string): boolean {
  return [name, ...aliases].some((each) => nameKey(each) === key);
}

function needsId(entry: RegisterEntry, among: readonly RegisterEntry[]): boolean {
  if (entry.unnamed && !entry.confidential) return true;
  const key = nameKey(entry.name);
  const bearers = among.filter((other) => bears(other, key));
  return closestSpelled(bearers, entry.name).some(({ id }) => id !== entry.id);
}

/** The first characters of an entry's id that no other of the entries begins with. */
export function shortId(entry: { id: string }, among: readonly { id: string }[]): string {
  let length = 6;
  const others = among.filter(({ id }) => id !== entry.id);
  while (others.some(({ id }) => id.startsWith(entry.id.slice(0, length)))) length += 1;
  return entry.id.slice(0, length);
}

/** A relation with the letter that names it in the control. */
export const relationKeys: Readonly<Record<(typeof relations)[number]['code'], string>> = {
  told: 't',
  wrote: 'w',
  quoted: 'q',
  paraphrased: 'p',
  summarised: 's',
  translated: 'n',
  leaked: 'l',
  released: 'r',
  reported: 'o',
  republished: 'u',
  passed: '',
};
