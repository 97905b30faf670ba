/** The highlights of a text: the ids of the annotations, in its order, and the lines of each. */
interface PassageLines {
  ids: readonly string[];
  linesOf(id: string): readonly HTMLElement[];
}

/**
 * Where each annotation's passage begins, in CSS pixels from the top of the window. What is far out
 * of sight in a long text is not laid out, and to ask for a place in it would have it laid out:
 * there, the passages of a paragraph are taken to be spread evenly over it.
 */
export function passageTops(marks: PassageLines): Map<string, number> {
  const tops = new Map<string, number>();
  for (const [paragraph, ids] of byParagraph(marks)) {
    const [first = ''] = ids;
    const isLaidOut = marks.linesOf(first)[0]?.checkVisibility({ contentVisibilityAuto: true });
    const { top, height } = paragraph.getBoundingClientRect();
    for (const [index, id] of ids.entries()) {
      const exact = isLaidOut && marks.linesOf(id)[0]?.getBoundingClientRect().top;
      tops.set(id, exact || top + (height * index) / ids.length);
    }
  }
  return tops;
}

/** Where a passage begins; its paragraph, where that is far out of sight. From the top of the window. */
export function passageTop(passage: Range): number {
  const { startContainer } = passage;
  const paragraph = startContainer.parentElement?.closest('p');
  const isLaidOut = paragraph?.checkVisibility({ contentVisibilityAuto: true }) ?? true;
  const place = isLaidOut ? passage.getClientRects()[0] : paragraph?.getBoundingClientRect();
  return place?.top ?? 0;
}

/** The annotations that begin in each paragraph, in the order of the text. */
function byParagraph(marks: PassageLines): Map<Element, string[]> {
  const groups = new Map<Element, string[]>();
  for (const id of marks.ids) {
    const paragraph = marks.linesOf(id)[0]?.closest('p');
    if (!paragraph) continue;
    const group = groups.get(paragraph);
    if (group) group.push(id);
    else groups.set(paragraph, [id]);
  }
  return groups;
}
