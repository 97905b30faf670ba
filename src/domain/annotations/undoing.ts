import { withStatus } from '../review/status.js';
import { type Annotation, type Content, contentOf, revise, type Stamp } from './annotation.js';
import { type ContentPart, partsDiffering } from './content-parts.js';

/** What stood before the last change of an annotation's content. */
export interface ContentBefore {
  content: Partial<Content>;
  /** By whom each part was, where that was not the annotation's creator. */
  authors: ReadonlyMap<ContentPart, string>;
}

/**
 * The annotation as it was before its last change, as a revision of its own. What was said of the
 * revision before holds for this one too, since it says the same: verdicts, proposals, a settlement, what was set aside.
 */
export function undoRevision(
  annotation: Annotation,
  { content, authors }: ContentBefore,
  stamp: Stamp,
  quorum: number,
): Annotation {
  const undone = revise(annotation, { ...contentOf(annotation), ...content }, stamp);
  if (undone.revision === annotation.revision) return undone;
  const changed = partsDiffering(annotation, undone);
  const written = changed.map((part) => [
    part,
    { by: authors.get(part) ?? annotation.creator, revision: undone.revision },
  ]);
  const held = <T extends { revision: number }>(said: T): T =>
    said.revision === annotation.revision - 1 ? { ...said, revision: undone.revision } : said;
  return withStatus(
    {
      ...undone,
      parts: { ...annotation.parts, ...Object.fromEntries(written) },
      verdicts: undone.verdicts.map(held),
      proposals: undone.proposals.map(held),
      settlement: undone.settlement && held(undone.settlement),
      overrides: undone.overrides.map(held),
    },
    quorum,
  );
}
