import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import { quoted } from '../../domain/history/words.js';
import type { Source } from '../../domain/register/source.js';
import { type Direction, directionOfWords } from '../../domain/text/direction.js';
import { type StatusView, statusView } from '../review/status-view.js';
import { type GradeView, gradeView } from './chain-view.js';
import { type LevelView, levelView } from './level-view.js';

/** An annotation as a line of any list: its passage, where that stands, and what it is worth. */
export interface PassageRowView {
  id: string;
  quote: string;
  direction: Direction;
  article: string;
  publisher: string;
  level: LevelView;
  grade: GradeView | null;
  status: StatusView;
}

/** An annotation in a list of passages; an article that is not known is named by its id. */
export function passageRow(
  annotation: Annotation,
  article: Article | undefined,
  sources: ReadonlyMap<string, Source>,
): PassageRowView {
  const { id, target, chain, confidence, credibility } = annotation;
  return {
    id,
    quote: quoted(target.exact),
    direction: directionOfWords(target.exact, article?.language ?? null),
    article: article?.title ?? annotation.article,
    publisher: article?.publisher ?? '',
    level: levelView(confidence),
    grade: gradeView(chain, credibility),
    status: statusView(annotation, sources),
  };
}
