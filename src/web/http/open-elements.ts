/** Elements that have no end tag. */
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** A tag as our views write it: no value of an attribute holds `<` or `>`, which they escape. */
const tag = /<(\/?)([a-z][\w-]*)[^>]*?(\/?)>/giu;

/** Which elements of a page are open where its markup ends so far, piece by piece, each of them cut between tags. */
export class OpenElements {
  #open: string[] = [];

  read(piece: string): void {
    for (const [, isEnd, name = '', isClosed] of piece.matchAll(tag)) {
      if (isEnd) this.#open.length = Math.max(0, this.#open.lastIndexOf(name));
      else if (!isClosed && !empty.has(name)) this.#open.push(name);
    }
  }

  /** The end tags of those within the body, so that what comes next stands in it; and those of the page. */
  endTags(): { within: string; page: string } {
    const [within, page] = [this.#open.slice(2), this.#open.slice(0, 2)].map((open) =>
      open
        .toReversed()
        .map((name) => `</${name}>`)
        .join(''),
    );
    return { within: within ?? '', page: page ?? '' };
  }
}
