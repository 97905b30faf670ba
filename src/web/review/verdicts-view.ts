import type { Annotation } from '../../domain/annotations/annotation.js';
import { type ContentPart, changedSince } from '../../domain/annotations/content-parts.js';
import { judgedWords } from '../../domain/annotations/part-words.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { type DrawnHop, drawnHops, hopsIn } from '../../domain/chain/drawn-hops.js';
import { type Credibility, confidenceWords, credibilityWords } from '../../domain/chain/scales.js';
import { listed } from '../../domain/history/words.js';
import { earlierHopWords } from '../../domain/review/status-words.js';
import {
  isJudgedPart,
  isOnEarlierChain,
  type JudgedPart,
  judgedPlace,
  type Verdict,
  type VerdictCode,
  verdictKinds,
  verdictOf,
} from '../../domain/review/verdict.js';
import { isOwn, may, mayDo } from '../../domain/rights.js';
import { type PageForms, type RefusedForm, refusedAt } from '../forms/sent-form.js';
import { withQuery } from '../page/links.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { initialsOf } from '../people/initials.js';
import { formAnchor } from './form-anchors.js';
import { type StatusView, statusView } from './status-view.js';

/** A verdict, as it is told below the annotation. */
interface VerdictView extends MarkView {
  id: string;
  on: JudgedPart;
  /** Whose it is; "You" for the viewer's own. */
  by: string;
  /** As in "agrees with hop 2", "disputes it". */
  did: string;
  at: MomentView;
  comment: string | null;
  /** The revision that it was given on, where that is not the present one. */
  earlier: number | null;
  /** Whether what it is on reads otherwise by now. */
  outdated: boolean;
  /** Where its author takes it back. */
  withdrawal: string | null;
}

/** A verdict, as it stands beside what it is on; or several alike, where there are many. */
interface MarkView {
  code: VerdictCode;
  initials: string;
  /** How many it stands for: more than one have no initials. */
  count: number;
  isOwn: boolean;
  /** As in "Tom Abara disputes hop 2"; of several, of each. */
  words: string;
}

/** At most this many verdicts on one part stand there by themselves; more are counted by what they say. */
const maxMarks = 3;

/** One part that can be judged, and what colleagues found about it. */
interface PartView {
  on: JudgedPart;
  /** As in "the whole", "hop 2, US diplomat in London". */
  label: string;
  /** What stands there: the level in words. Empty for what is drawn anyway. */
  value: string;
  /** The code that stands in a box before it, of the credibility where it is rated. */
  code: string | null;
  verdicts: MarkView[];
  /** What the viewer finds about it at present. */
  mine: VerdictCode | null;
}

/** What of an annotation can be judged. */
interface JudgedPartsView {
  whole: PartView;
  span: PartView;
  chain: PartView;
  /**
   * By the holders of the chain as it is drawn: the holder, or its hop where that has one; behind the last of
   * several holders the hop as a whole.
   */
  hops: PartView[][];
  confidence: PartView;
  credibility: PartView;
  /** null where no claim is named. */
  claim: PartView | null;
  /** All of these, for the one form that has a choice of them. */
  parts: PartView[];
}

/** Everything that is needed to judge an annotation, and to see how it was judged. */
export interface JudgingView extends JudgedPartsView {
  id: string;
  action: string;
  /** The revision that is seen, which a verdict is bound to. */
  revision: number;
  /** Where to go on; empty for the annotation's own page. */
  back: string;
  /** Whether the next of a queue comes after a verdict. */
  leadsOn: boolean;
  status: StatusView;
  mayJudge: boolean;
  /** Why the viewer can't, where they could but for this. */
  whyNot: string | null;
  mayPropose: boolean;
  /** Where something else is proposed; the form leads back to this one. */
  proposing: string;
  kinds: typeof verdictKinds;
  /** The form as it was sent, where it could not be taken. */
  again: RefusedForm | null;
  /** The verdicts that stand, the earliest first: below the annotation, each with what it is on. */
  said: VerdictView[];
  /** Those on what is not there any more: hops of an earlier chain, a claim that was dropped. */
  gone: VerdictView[];
}

interface JudgingForms extends PageForms {
  /** Where the annotation itself stands, if `back` is elsewhere; empty for its own page. */
  here?: string;
  leadsOn?: boolean;
}

/** How an annotation was judged, and by what the viewer judges it. */
export function judgingView(
  annotation: Annotation,
  reading: Pick<ArticleReading, 'sources' | 'people'>,
  viewer: Viewer,
  { back, here = back, leadsOn = false, refused }: JudgingForms,
): JudgingView {
  const { actor } = viewer;
  const shown = new Verdicts(annotation, reading, viewer);
  return {
    id: annotation.id,
    action: `/annotations/${annotation.id}/verdicts`,
    revision: annotation.revision,
    back,
    leadsOn,
    status: statusView(annotation, reading.sources),
    mayJudge: mayDo(actor, 'judge the annotation', annotation),
    whyNot: whyNot(annotation, actor),
    mayPropose: mayDo(actor, 'propose something else', annotation),
    proposing: proposing(annotation.id, here),
    kinds: verdictKinds,
    again: refusedAt(refused, formAnchor.verdict),
    ...partsView(annotation, reading.sources, shown, actor.id),
    said: shown.said(),
    gone: shown.gone(),
  };
}

/** What of an annotation can be judged, each part with the verdicts on it. */
function partsView(
  annotation: Annotation,
  sources: ArticleReading['sources'],
  shown: Verdicts,
  viewer: string,
): JudgedPartsView {
  const part = (on: JudgedPart, label: string, value = '', code: string | null = null) => ({
    ...{ on, label, value, code },
    verdicts: shown.on(on),
    mine: verdictOf(annotation, on, viewer),
  });
  const { confidence, credibility } = annotation;
  const row = drawnHops(annotation.chain, (id) => sources.get(id));
  const hops = hopsIn(row).flatMap((hop) => partsOfHop(hop, part));
  const parts = {
    whole: part('whole', 'the whole'),
    span: part('span', judgedWords('span')),
    chain: part('chain', 'the chain as a whole'),
    confidence: part('confidence', judgedWords('confidence'), confidenceWords(confidence)),
    credibility: part('credibility', judgedWords('credibility'), ...informationWords(credibility)),
    claim: annotation.claim === null ? null : part('claim', judgedWords('claim')),
  };
  const { whole, span, chain, ...levels } = parts;
  const all = [whole, span, chain, ...hops.flat(), ...Object.values(levels)];
  return { ...parts, hops, parts: all.filter((each) => each !== null) };
}

/** In words, and as its code. */
function informationWords(credibility: Credibility | null): [string, string | null] {
  if (credibility === null) return ['information not rated', null];
  return [credibilityWords(credibility).toLowerCase(), String(credibility)];
}

function partsOfHop(
  hop: readonly DrawnHop[],
  part: (on: JudgedPart, label: string) => PartView,
): PartView[][] {
  return hop.map((drawnHop, index) => {
    const own = part(placeOf(drawnHop), `hop ${drawnHop.number}, ${drawnHop.name}`);
    const isLast = hop.length > 1 && index === hop.length - 1;
    const names = listed(hop.map(({ name }) => name));
    const whole = isLast ? [part(`hop:${drawnHop.hop}`, `hop ${drawnHop.hop}, ${names}`)] : [];
    return [own, ...whole];
  });
}

function placeOf({ number }: DrawnHop): JudgedPart {
  const on = `hop:${number}`;
  return isJudgedPart(on) ? on : 'chain';
}

function proposing(id: string, back: string): string {
  return withQuery(`/annotations/${id}/proposals/new`, { back });
}

function whyNot(annotation: Annotation, actor: Viewer['actor']): string | null {
  if (annotation.deleted || !may(actor, 'judge')) return null;
  if (mayDo(actor, 'judge the annotation', annotation)) return null;
  if (isOwn(actor.id, annotation)) return 'This one is yours: colleagues review it.';
  return 'Part of this is in your words: other colleagues review it.';
}

const done: Record<VerdictCode, { they: string; you: string; before: string }> = {
  agree: { they: 'agrees', you: 'agree', before: 'with' },
  dispute: { they: 'disputes', you: 'dispute', before: '' },
  unsure: { they: 'is unsure', you: 'are unsure', before: 'of' },
};

/** What somebody found of a part of an annotation: "agrees with hop 2"; of oneself, "agree with hop 2". */
export function didWords(verdict: VerdictCode, who: 'they' | 'you', what: string): string {
  return [done[verdict][who], done[verdict].before, what].filter(Boolean).join(' ');
}

class Verdicts {
  constructor(
    private readonly annotation: Annotation,
    private readonly reading: Pick<ArticleReading, 'people' | 'sources'>,
    private readonly viewer: Viewer,
  ) {}

  on(part: JudgedPart): MarkView[] {
    const said = this.said().filter(({ on }) => on === part);
    if (said.length <= maxMarks) return said;
    const own = said.filter(({ isOwn }) => isOwn);
    const others = said.filter(({ isOwn }) => !isOwn);
    const counted = [...new Set(others.map(({ code }) => code))].flatMap((code): MarkView[] => {
      const alike = others.filter((verdict) => verdict.code === code);
      if (alike.length === 1) return alike;
      const words = alike.map((verdict) => verdict.words).join('. ');
      return [{ code, initials: '', count: alike.length, isOwn: false, words }];
    });
    return [...own, ...counted];
  }

  said(): VerdictView[] {
    const { verdicts } = this.annotation;
    return verdicts.filter((verdict) => !this.isGone(verdict)).map((verdict) => this.view(verdict));
  }

  gone(): VerdictView[] {
    const { verdicts } = this.annotation;
    return verdicts.filter((verdict) => this.isGone(verdict)).map((verdict) => this.view(verdict));
  }

  private view(verdict: Verdict): VerdictView {
    const { id, by, at, comment, on, revision } = verdict;
    const isOwn = by === this.viewer.actor.id;
    const { actor } = this.viewer;
    const name = this.reading.people.get(by) ?? by;
    const who = isOwn ? 'You' : name;
    const did = this.didOf(verdict, isOwn);
    return {
      id,
      code: verdict.verdict,
      on,
      initials: initialsOf(name),
      count: 1,
      isOwn,
      by: who,
      did,
      words: `${who} ${did}`,
      at: momentView(at, this.viewer),
      comment,
      earlier: revision === this.annotation.revision ? null : revision,
      outdated: this.changedSince(revision).some((part) => on === 'whole' || part === on),
      withdrawal:
        !this.annotation.deleted && mayDo(actor, 'take back the verdict', verdict)
          ? `/annotations/${this.annotation.id}/verdicts/${id}/withdrawal`
          : null,
    };
  }

  private didOf(verdict: Verdict, isOwn: boolean): string {
    const what = verdict.on === 'whole' ? 'the whole' : this.wordsOf(verdict);
    return didWords(verdict.verdict, isOwn ? 'you' : 'they', what);
  }

  private changedSince(revision: number): ContentPart[] {
    return changedSince(this.annotation, revision);
  }

  /** The second hop of another chain is another hop. */
  private isGone({ on, revision }: Verdict): boolean {
    if (on === 'claim') return this.annotation.claim === null;
    return isOnEarlierChain(this.annotation, { on, revision });
  }

  private wordsOf(verdict: Verdict): string {
    const isEarlierHop = judgedPlace(verdict.on) !== null && this.isGone(verdict);
    return isEarlierHop ? earlierHopWords(verdict, this.reading.sources) : judgedWords(verdict.on);
  }
}
