import { nameKey } from '../../domain/register/name.js';
import { Combobox, type Suggesting } from '../page/combobox.js';

/** Who can be mentioned, as the server suggests them. */
interface Colleague {
  id: string;
  name: string;
}

/** A mention that is being typed: from where, and what stands of the name. */
interface TypedMention {
  start: number;
  name: string;
}

/** Names are at most so long, and rarely of more words than this. */
const maxNameCharacters = 60;
const maxWords = 4;

/**
 * The mention that the caret stands in: an @ that begins a word, and what follows it on the line.
 * null where none is being typed. Positions are UTF-16 code units.
 */
export function mentionAt(text: string, caret: number): TypedMention | null {
  const found = /(?<![\p{L}\p{N}.])@(?<name>[^@\n]*)$/u.exec(text.slice(0, caret));
  const name = found?.groups?.name;
  if (!found || name === undefined || name.length > maxNameCharacters) return null;
  const isWords = !name.startsWith(' ') && name.split(' ').length <= maxWords;
  return isWords ? { start: found.index, name } : null;
}

/** Completes the names of colleagues after an @, in every field that asks for it. */
export function completeMentions(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLTextAreaElement>('textarea[data-mentions]')) {
    suggestColleagues(field);
  }
}

function suggestColleagues(field: HTMLTextAreaElement): void {
  const typed = () => mentionAt(field.value, field.selectionEnd);
  const colleagues: Suggesting<Colleague> = {
    label: 'Colleagues',
    typed: () => typed()?.name ?? null,
    suggest: async (name, signal) => {
      const people = await suggested(name, signal);
      const [only, ...others] = people;
      const isTypedOut = others.length === 0 && nameKey(only?.name ?? '') === nameKey(name);
      return isTypedOut ? [] : people;
    },
    idOf: ({ id }) => id,
    draw: ({ name }) => ({ content: [name] }),
    choose: ({ name }) => {
      const mention = typed();
      if (mention) field.setRangeText(`@${name} `, mention.start, field.selectionEnd, 'end');
    },
  };
  new Combobox(field, colleagues, { isAmongWords: true });
}

/** Nobody where the server doesn't answer: a name can be typed out all the same. */
async function suggested(name: string, signal: AbortSignal): Promise<Colleague[]> {
  const query = new URLSearchParams({ q: name });
  try {
    const headers = { Accept: 'application/json' };
    const answer = await fetch(`/people/suggestions?${query}`, { headers, signal });
    if (!answer.ok) return [];
    const { items }: { items: Colleague[] } = await answer.json();
    return items;
  } catch {
    return [];
  }
}
