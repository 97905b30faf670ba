import type { RelationCode } from '../../../domain/chain/relations.js';
import { boundsAt, type ChainHop, hopStarts, moveHop } from '../chain-hops.js';
import type { ChainAtHand } from './chain-at-hand.js';
import { EditedHop, type HopChange } from './edited-hop.js';
import { dragByHandle } from './hop-drag.js';

/** What is done at the hops, each time at a holder. */
interface HopActs {
  rename: (at: number) => void;
  kinds: (at: number) => void;
  ratings: (at: number) => void;
  relations: (at: number) => void;
  join: (at: number) => void;
  details: (at: number) => void;
  remove: (at: number) => void;
  /** A hop is about to be dragged. */
  dragged: () => void;
  /** A hop shows these hops now. */
  shown: (box: HTMLElement, hops: readonly ChainHop[]) => void;
}

const lineParts = ['kind', 'name', 'letter', 'details'] as const;
type LinePart = (typeof lineParts)[number];

/** The hops as they stand on the line, and who stands where in them. */
export class EditedHops {
  private editedHops: EditedHop[] = [];

  /** New ones are put before the empty hop at the end. */
  constructor(
    private readonly chain: ChainAtHand,
    private readonly acts: HopActs,
    private readonly end: HTMLElement,
  ) {}

  /** `asked` is the hop of which it is asked how it passed on. */
  draw(asked: number | null, changes: readonly (HopChange | null)[]): void {
    const starts = hopStarts(this.chain.hops);
    while (this.editedHops.length > starts.length) this.editedHops.pop()?.box.remove();
    while (this.editedHops.length < starts.length) this.add();
    for (const [index, start] of starts.entries()) this.show(index, start, { asked, changes });
  }

  /** The hop in which a holder stands. */
  at(at: number): EditedHop | undefined {
    const { hops } = this.chain;
    const index = hopStarts(hops).indexOf(boundsAt(hops, at)[0]);
    return at < 0 ? undefined : this.editedHops[index];
  }

  /** What is drawn of a holder. */
  lineAt(at: number): ReturnType<EditedHop['line']> {
    return this.at(at)?.line(at - boundsAt(this.chain.hops, at)[0]);
  }

  focusName(at: number): void {
    this.lineAt(at)?.name.focus();
  }

  /** Which part of what is drawn of a holder holds the focus; its name, if none. */
  partOf(at: number, focused: Element): LinePart {
    const line = this.lineAt(at);
    return lineParts.find((part) => line?.[part].contains(focused)) ?? 'name';
  }

  /** Of a gap, which has no such part, the relation takes the focus. */
  focusPart(at: number, part: LinePart): void {
    (this.lineAt(at)?.[part] ?? this.at(at)?.relation)?.focus();
  }

  /** The holder whose buttons, or whose hop, something stands in. */
  placeOf(target: Element): number | null {
    const { hops } = this.chain;
    const index = this.editedHops.findIndex(({ box }) => box.contains(target));
    const start = hopStarts(hops)[index];
    if (start === undefined) return null;
    const end = boundsAt(hops, start)[1];
    for (let at = start; at < end; at += 1) {
      const line = this.lineAt(at);
      if (line && Object.values(line).some((part) => part.contains(target))) return at;
    }
    return start;
  }

  private add(): void {
    const index = this.editedHops.length;
    const { acts } = this;
    const first = () => hopStarts(this.chain.hops)[index] ?? 0;
    const editedHop: EditedHop = new EditedHop({
      rename: (holder) => acts.rename(first() + holder),
      kinds: (holder) => acts.kinds(first() + holder),
      ratings: (holder) => acts.ratings(first() + holder),
      relations: () => acts.relations(first()),
      join: () => acts.join(boundsAt(this.chain.hops, first())[1] - 1),
      details: (holder) => acts.details(first() + holder),
      remove: (holder) => acts.remove(first() + holder),
    });
    this.makeDraggable(editedHop);
    this.editedHops.push(editedHop);
    this.end.before(editedHop.box);
  }

  private show(
    index: number,
    start: number,
    { asked, changes }: { asked: number | null; changes: readonly (HopChange | null)[] },
  ): void {
    const all = this.chain.hops;
    const end = boundsAt(all, start)[1];
    const hops = all.slice(start, end);
    const isLast = end >= all.length;
    const editedHop = this.editedHops[index];
    editedHop?.show({
      hop: index + 1,
      of: this.editedHops.length,
      holders: hops.flatMap((hop) => this.chain.known(hop) ?? []),
      relation: isLast ? this.relationAhead(hops) : (hops.at(-1)?.relation ?? 'passed'),
      isAsked: asked === start,
      changes: changes.slice(start, end),
    });
    if (editedHop) this.acts.shown(editedHop.box, hops);
  }

  /** How the last hop will have passed it on, once that is said; the publisher passes on no more. */
  private relationAhead(hops: readonly ChainHop[]): RelationCode | null {
    return this.chain.isPublisherLast ? null : (hops.at(-1)?.relation ?? null);
  }

  private makeDraggable(editedHop: EditedHop): void {
    let dragged = 0;
    let before: readonly ChainHop[] = [];
    const starts = () => hopStarts(this.chain.hops);
    editedHop.grip.addEventListener('pointerdown', () => {
      this.acts.dragged();
      before = this.chain.hops;
      dragged = this.editedHops.indexOf(editedHop);
      editedHop.box.classList.add('dragged');
    });
    dragByHandle(editedHop.grip, () => dragged, {
      middles: () =>
        this.editedHops.map(({ box }) => {
          const { top, height } = box.getBoundingClientRect();
          return top + height / 2;
        }),
      step: (from, to) => {
        const [at, other] = [starts()[from], starts()[to]];
        if (at === undefined || other === undefined) return;
        this.chain.put(moveHop(this.chain.hops, at, other));
        dragged = to;
        this.markDragged(to);
      },
      undo: () => this.chain.put(before),
      done: () => this.markDragged(null),
    });
  }

  private markDragged(at: number | null): void {
    for (const [index, { box }] of this.editedHops.entries()) {
      box.classList.toggle('dragged', index === at);
    }
  }
}
