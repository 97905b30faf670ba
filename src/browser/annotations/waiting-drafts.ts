import type { MarginLine } from '../articles/margin.js';
import { passageTop } from '../articles/passage-tops.js';
import { button, element } from '../page/element.js';
import { wide } from '../page/wide.js';
import { inBrief } from '../text/passage.js';
import { changeAboveText } from '../text/scroll.js';
import type { EditionText } from '../text/text-position.js';
import {
  annotationOf,
  areOfOneForm,
  type Draft,
  type Drafts,
  entryOf,
  isOfProposal,
  spanIn,
} from './draft.js';
import { lostDraft, typedIn } from './lost-draft.js';

/** Where a draft that waits can be shown, and what it can come to. */
interface DraftsPlace {
  text: EditionText;
  /** Puts these lines, and no others, beside their passages. */
  stand: (lines: readonly MarginLine[]) => void;
  reopen: (key: string) => void;
  discard: (key: string) => void;
  /** Whether it is on its way to the server. */
  isSending: (key: string) => boolean;
}

/**
 * The drafts of an article that are not open here, each a line in the margin beside its passage, from
 * where one goes on with it or discards it. Without a margin, or a passage, it stands in `box`.
 */
export class WaitingDrafts {
  readonly box = element('div', { class: 'waiting-drafts', hidden: true });
  /** The keys of those whose annotation is no longer there. */
  private readonly lost = new Set<string>();
  /** Whether the page has been read from by now: its text stays in its place. */
  private isDrawn = false;

  constructor(
    private readonly drafts: Drafts,
    private readonly place: DraftsPlace,
  ) {
    // Another tab keeps and drops drafts too.
    window.addEventListener('storage', () => this.show());
    wide.addEventListener('change', () => this.show());
  }

  /** Whether the annotation of a draft is still there: where it isn't, the words are shown. */
  tell(key: string, isThere: boolean): void {
    if (isThere || !this.drafts.read(key)) {
      this.lost.delete(key);
      return;
    }
    this.lost.add(key);
    if (this.drafts.open === key) this.drafts.open = null;
    this.show();
  }

  show(): void {
    const kept = this.drafts.kept().filter((key) => key !== this.drafts.open);
    const lines = kept.map((key) => this.lineOf(key, this.drafts.read(key)));
    const beside = lines.flatMap(({ box, draft, isLost }) => {
      const span = wide.matches && draft && !isLost ? spanIn(this.place.text, draft) : null;
      return span ? [{ box, top: () => passageTop(this.place.text.rangeOf(span)) }] : [];
    });
    this.place.stand(beside);
    const rest = lines.filter(({ box }) => !beside.some((each) => each.box === box));
    const draw = () => {
      this.box.hidden = rest.length === 0;
      this.box.replaceChildren(...rest.map(({ box }) => box));
    };
    if (this.isDrawn) changeAboveText(draw);
    else draw();
    this.isDrawn = true;
    this.tellNumber(kept.filter((key) => !this.place.isSending(key)).length);
  }

  /** Scripts and tests find it at what holds the text, wherever the lines stand. */
  private tellNumber(count: number): void {
    const { dataset } = this.box.parentElement ?? this.box;
    if (count > 0) dataset.drafts = String(count);
    else delete dataset.drafts;
  }

  private lineOf(key: string, draft: Draft | null) {
    const isLost = draft !== null && this.lost.has(key);
    const box = isLost
      ? lostDraft(key, draft, () => this.place.discard(key))
      : element('p', { class: 'draft-line', 'data-draft': key }, ...this.lineWords(key, draft));
    return { box, draft, isLost };
  }

  private lineWords(key: string, draft: Draft | null): (Node | string)[] {
    const exact = (draft && entryOf(draft, 'exact')) ?? '';
    const own = draft && this.onlyIn(key, draft);
    const kind = kindOf(key);
    const passage = exact === '' ? null : inBrief(exact);
    const what = own ?? passage;
    const shown = element('bdi', {}, what ?? kind ?? 'no passage');
    if (this.place.isSending(key)) return ['Saving: ', shown];
    return [
      `1 unsaved draft: ${kind && what ? `${kind}${own === null ? ' to' : ','} ` : ''}`,
      shown,
      button('Go on', () => this.place.reopen(key), 'link'),
      button('Discard', () => this.place.discard(key), 'link'),
    ];
  }

  /** What is typed in one of several drafts of one form, and in no other of them: they stand at one passage. */
  private onlyIn(key: string, draft: Draft): string | null {
    const others = this.drafts.kept().flatMap((other) => {
      const twin = other !== key && areOfOneForm(key, other) ? this.drafts.read(other) : null;
      return twin ? [typedIn(twin)] : [];
    });
    if (others.length === 0) return null;
    const own = typedIn(draft).find(
      ({ label, value }) =>
        !others.some((typed) => typed.some((each) => each.label === label && each.value === value)),
    );
    return own ? `${own.label.toLowerCase()} ${inBrief(own.value)}` : null;
  }
}

/** What it is a draft of; null for one of a new annotation. */
function kindOf(key: string): string | null {
  if (annotationOf(key) === null) return null;
  return isOfProposal(key) ? 'proposal' : 'changes';
}
