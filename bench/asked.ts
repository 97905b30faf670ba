/** The stores that can be measured. */
const stores = ['file', 'postgres'] as const;
export type StoreName = (typeof stores)[number];

/** At which sizes, in annotations, each store is measured. */
export type Asked = Partial<Record<StoreName, number[]>>;

/**
 * What the words of a command line ask for: sizes, each for the stores named last before it, or
 * for every store; a store without sizes is measured at its usual ones. Ends the program, saying
 * why, at a word that is neither.
 */
export function asked(words: readonly string[], usual: Required<Asked>): Asked {
  const found: Asked = {};
  let named: readonly StoreName[] = stores;
  for (const word of words) {
    const store = stores.find((name) => name === word);
    if (store) {
      named = [store];
      found[store] ??= [];
    } else for (const name of named) found[name] = [...(found[name] ?? []), sizeIn(word)];
  }
  if (words.length === 0) return usual;
  for (const name of stores) if (found[name]?.length === 0) found[name] = usual[name];
  return found;
}

function sizeIn(word: string): number {
  const size = Number(word.replaceAll('_', ''));
  if (Number.isSafeInteger(size) && size > 0) return size;
  console.error(`“${word}” is neither a store (${stores.join(', ')}) nor a number of annotations.`);
  process.exit(2);
}
