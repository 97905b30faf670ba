import { finished } from '../finished.js';
import { foldWords, isPlain } from './folded-words.js';
import { joinedNames } from './name.js';
import type { Source } from './source.js';

/* Of what forms a name may be written: by its parts too, the surname, initials, other names. */

/** A source by its real names. */
export interface SourceNames {
  id: string;
  name: string;
  aliases: readonly string[];
  kind: Source['kind'];
  unnamed: boolean;
}

/**
 * How surely a stretch of text is a name: `whole`, the name itself or another name; `part`, its surname
 * or its initials, written as those are, or all its words as one; `faint`, any other word of it, or a part in small letters.
 */
export const certainties = ['whole', 'part', 'faint'] as const;
export type Certainty = (typeof certainties)[number];

/** A form of a name, as it is looked for in a folded text. */
export interface NameForm {
  id: string;
  key: string;
  how: Certainty;
  /** Faint unless it is written with a capital; nothing unless it is written in capitals alone. */
  written: 'anyhow' | 'capital' | 'capitals';
}

/** What stands between a given name and a surname, and is neither. */
const particles = new Set(
  'al and at auf av az bin bint d da das de del della den der des di do dos du e el et for i in ibn la le les of on op the und van vom von y z zu zum zur'.split(
    ' ',
  ),
);

/** The surest first: another name may be a part of the name. */
export function formsOf(source: SourceNames): NameForm[] {
  const names = [source.name, ...source.aliases];
  const forms = names.flatMap((name) => formsAsWritten(name, source));
  if (mayBeSeveral(source)) {
    // Each of several who were entered as one is a part of their name.
    const apart = names.flatMap(joinedNames).flatMap((name) => formsAsWritten(name, source));
    forms.push(...apart.map((form) => (form.how === 'whole' ? { ...form, how: part } : form)));
  }
  return certainties.flatMap((certainty) => forms.filter(({ how }) => how === certainty));
}

const part: Certainty = 'part';

function mayBeSeveral({ kind, unnamed }: SourceNames): boolean {
  return !unnamed && isPerson(kind);
}

function isPerson(kind: SourceNames['kind']): boolean {
  return kind === null || kind === 'person';
}

function formsAsWritten(name: string, source: SourceNames): NameForm[] {
  const forms = formsOfName(name, false, source);
  return isPlain(name) ? forms : [...forms, ...formsOfName(name, true, source)];
}

function formsOfName(name: string, asDrawn: boolean, source: SourceNames): NameForm[] {
  const { id, kind, unnamed } = source;
  const raw = finished(foldWords(name, asDrawn)).text.trim();
  const whole = raw.replaceAll('|', ' ').replace(/ +/gu, ' ').trim();
  const words = whole.split(' ');
  const form = (key: string, how: Certainty, written: NameForm['written'] = 'anyhow') => ({
    ...{ id, key, how },
    written,
  });
  const isShort = words.length === 1 && whole.length < 4;
  const own = form(whole, 'whole', isShort ? 'capital' : 'anyhow');
  const parts = unnamed || words.length < 2 ? [] : partsOf(words, isPerson(kind));
  const asWritten = raw === whole ? [] : [form(raw, 'whole')];
  return [own, ...asWritten, ...parts.map(([key, how, written]) => form(key, how, written))].filter(
    ({ key }) => key.length > 1,
  );
}

type Part = [key: string, how: Certainty, written?: NameForm['written']];

function partsOf(words: readonly string[], isPersons: boolean): Part[] {
  const telling = words.filter((word) => !particles.has(word));
  const initials = words.map((word) => [...word][0] ?? '');
  const letters = initials.join('');
  const abbreviated: Part = [letters, letters.length > 2 ? 'part' : 'faint', 'capitals'];
  const faint = telling.map((word): Part => [word, 'faint']);
  // As addresses and accounts are called.
  const together: Part = [words.join(''), 'part'];
  if (!isPersons) return [abbreviated, together, ...faint.filter(([word]) => word.length > 3)];
  const surname = telling.at(-1) ?? '';
  return [
    [[words.at(-1), ...words.slice(0, -1)].join(' '), 'whole'],
    [surname, 'part', 'capital'],
    together,
    [initials.join(' '), 'part', 'capitals'],
    abbreviated,
    ...faint.filter(([word]) => word !== surname),
  ];
}
