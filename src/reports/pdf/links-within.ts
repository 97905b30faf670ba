/*
 * Links within a document. Typst finds the place of each by setting everything a second time, which takes
 * twice as long as all else. So they are set as links to addresses, and in the finished PDF each is given the
 * place it leads to, where its address stood: nothing moves, and no offset changes.
 */

/** Where links lead to. */
export interface LinkTarget {
  name: string;
  /** What is read aloud of a link that leads there. */
  words: string;
  /** From 1. */
  page: number;
  /** In points from the left and from the top. */
  x: number;
  y: number;
}

/** So much of what is above a place is shown with it. */
const abovePoints = 10;

/** How the addresses of links within begin: as nothing in the document does, and longer than what is read aloud. */
export function withinPrefix(document: string): string {
  for (let at = 1; ; at += 1) {
    const prefix = `place-within-${at}:`;
    if (!document.includes(prefix)) return prefix;
  }
}

/** Gives the links of a PDF whose addresses begin so the places that they name, in place. */
export function leadWithin(
  pdf: Buffer,
  { places, prefix }: { places: readonly LinkTarget[]; prefix: string },
): void {
  const letters = pdf.toString('latin1');
  const pages = pagesOf(letters);
  const byName = new Map(places.map((place) => [place.name, place]));
  const address = `\\(${prefix}([^()\\\\]+)\\)`;
  const parts = new RegExp(
    `/A <<\\s+/Type /Action\\s+/S /URI\\s+/URI ${address}\\s+>>|/Contents ${address}`,
    'gu',
  );
  for (const match of letters.matchAll(parts)) {
    const [before, target, said] = match;
    const place = byName.get(target ?? said ?? '');
    const page = pages[(place?.page ?? 0) - 1];
    if (!place || !page) throw new Error(`A link of a report leads nowhere: ${before}`);
    const words = target === undefined ? `/Contents (${place.words})` : destination(place, page);
    pdf.write(words.padEnd(before.length), match.index, 'latin1');
  }
}

interface PageObject {
  object: string;
  height: number;
}

/** The pages, in their order. */
function pagesOf(letters: string): PageObject[] {
  const head = /\n(\d+) 0 obj\n<<\n {2}\/Type \/Page\n[\s\S]*?\/MediaBox \[0 0 \S+ ([\d.]+)\]/gu;
  return Array.from(letters.matchAll(head), ([, object = '', height]) => ({
    object,
    height: Number(height),
  }));
}

function destination({ x, y }: LinkTarget, { height, object }: PageObject): string {
  const top = height - Math.max(0, y - abovePoints);
  return `/Dest [${object} 0 R /XYZ ${x.toFixed(2)} ${top.toFixed(2)} 0]`;
}
