import type { Source } from '../../../domain/register/source.js';
import type { Desk } from '../../desk.js';
import { eventsOf } from '../../history/events-of.js';

/** With which an entry is called of which the name was removed by law; a number stands behind it. */
export const removedName = 'Name removed';

/** Whether an entry is called so since its name was removed by law, and has no other. */
export function isNameless({ name, aliases }: Pick<Source, 'name' | 'aliases'>): boolean {
  return aliases.length === 0 && new RegExp(`^${removedName} \\d+$`, 'u').test(name);
}

/** What a public entry is called, and ever was, as its history has it: each once, its name first. */
export async function publicNames(
  { whole }: Desk,
  { id, name, aliases }: Pick<Source, 'id' | 'name' | 'aliases'>,
): Promise<string[]> {
  const former: unknown[] = [];
  for await (const { before, after } of eventsOf(whole, 'source', id)) {
    for (const values of [before, after]) former.push(values?.name, values?.aliases);
  }
  const names = former
    .flat()
    .filter((each) => typeof each === 'string')
    .filter((each) => each !== '' && !each.startsWith(removedName));
  return [...new Set([name, ...aliases, ...names])];
}
