type Pair = readonly [open: string, close: string];

const english: [Pair, Pair] = [
  ['“', '”'],
  ['‘', '’'],
];

/** Outer and inner marks that browsers draw around `q`, from Unicode's CLDR (delimiters). */
const byLanguage: Record<string, [Pair, Pair]> = Object.fromEntries(
  [
    ['de cs sk sl is lt bg ka', '„“', '‚‘'],
    ['pl ro', '„”', '«»'],
    ['hu', '„”', '»«'],
    ['hr sr bs', '„”', '‚’'],
    ['et', '„“', '«»'],
    ['fr-CH it-CH', '«»', '‹›'],
    ['fr', '«\u00a0|\u00a0»', '«\u00a0|\u00a0»'],
    ['es pt-PT it ca gl el', '«»', '“”'],
    ['nb nn no', '«»', '‘’'],
    ['da', '“”', '‘’'],
    ['ru uk be', '«»', '„“'],
    ['fi sv', '””', '’’'],
    ['nl', '‘’', '“”'],
    ['ja zh-TW zh-Hant', '「」', '『』'],
    ['ar', '”“', '’‘'],
    ['ur', '“”', '‘’'],
    ['fa', '«»', '‹›'],
    ['he', '””', '’’'],
  ].flatMap(([languages = '', outer = '', inner = '']) =>
    languages.split(' ').map((language) => [language.toLowerCase(), [pair(outer), pair(inner)]]),
  ),
);

function pair(marks: string): Pair {
  const [open = '', close = ''] = marks.includes('|') ? marks.split('|') : [...marks];
  return [open, close];
}

/**
 * The marks that a browser draws around a `q` in a text of that language (BCP 47; null for one not
 * known), by how many others it stands in; English ones for languages that no table has.
 */
export function quotationMarks(language: string | null, depth: number): Pair {
  const tag = language?.toLowerCase() ?? '';
  const base = tag.split('-')[0] ?? '';
  const known = [tag, tag.split('-').slice(0, 2).join('-'), base].find((name) =>
    Object.hasOwn(byLanguage, name),
  );
  const [outer, inner] = (known === undefined ? null : byLanguage[known]) ?? english;
  return depth % 2 === 0 ? outer : inner;
}
