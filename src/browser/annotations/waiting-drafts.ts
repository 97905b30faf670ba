import type { MarginLine } from '../articles/margin.js';
import { passageTop } from '../articles/passage-tops.js';
import { button, element } from '../page/element.js';
import { wide } from '../page/wide.js';
import { inBrief } from '../text/passage.js';
import { changeAboveText } from '../text/scroll.js';
import type { EditionText } from '../text/text-position.js';
import {
  annotationOf,
  type Draft,
  type Drafts,
  entryOf,
  formOf,
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
    const drafts = this.drafts.kept().map((key) => ({ key, draft: this.drafts.read(key) }));
    const ownWordsOf = tellingApart(drafts);
    const { open } = this.drafts;
    const kept = drafts.filter(({ key }) => key !== open);
    const lines = kept.map(({ key, draft }) => this.lineOf(key, draft, ownWordsOf));
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
    this.tellNumber(kept.filter(({ key }) => !this.place.isSending(key)).length);
  }

  /** Scripts and tests find it at what holds the text, wherever the lines stand. */
  private tellNumber(count: number): void {
    const { dataset } = this.box.parentElement ?? this.box;
    if (count > 0) dataset.drafts = String(count);
    else delete dataset.drafts;
  }

  private lineOf(key: string, draft: Draft | null, ownWordsOf: OwnWords) {
    const isLost = draft !== null && this.lost.has(key);
    const box = isLost
      ? lostDraft(key, draft, () => this.place.discard(key))
      : element(
          'p',
          { class: 'draft-line', 'data-draft': key },
          ...this.lineWords(key, draft, ownWordsOf),
        );
    return { box, draft, isLost };
  }

  private lineWords(key: string, draft: Draft | null, ownWordsOf: OwnWords): (Node | string)[] {
    const exact = (draft && entryOf(draft, 'exact')) ?? '';
    const own = draft && ownWordsOf(key, draft);
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
}

type OwnWords = (key: string, draft: Draft) => string | null;

/** Tells what is typed in one of several drafts of one form, and in no other of them: they stand at one passage. */
function tellingApart(drafts: readonly { key: string; draft: Draft | null }[]): OwnWords {
  const forms = new Map<string, { drafts: number; typed: Map<string, number> }>();
  for (const { key, draft } of drafts) {
    if (draft === null || annotationOf(key) === null) continue;
    const form = forms.get(formOf(key)) ?? { drafts: 0, typed: new Map<string, number>() };
    forms.set(formOf(key), form);
    form.drafts += 1;
    for (const entry of new Set(typedIn(draft).map(wordsOf)))
      form.typed.set(entry, (form.typed.get(entry) ?? 0) + 1);
  }
  return (key, draft) => {
    const form = annotationOf(key) === null ? undefined : forms.get(formOf(key));
    if (!form || form.drafts < 2) return null;
    const own = typedIn(draft).find((entry) => form.typed.get(wordsOf(entry)) === 1);
    return own ? `${own.label.toLowerCase()} ${inBrief(own.value)}` : null;
  };
}

function wordsOf({ label, value }: { label: string; value: string }): string {
  return `${label}\n${value}`;
}

/** What it is a draft of; null for one of a new annotation. */
function kindOf(key: string): string | null {
  if (annotationOf(key) === null) return null;
  return isOfProposal(key) ? 'proposal' : 'changes';
}
