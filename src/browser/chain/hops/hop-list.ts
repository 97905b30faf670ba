import type { DetailName } from '../../../domain/chain/hop-details.js';
import { gapName } from '../../../domain/chain/hop-words.js';
import { nameKey } from '../../../domain/register/name.js';
import { announce } from '../../page/announce.js';
import { element } from '../../page/element.js';
import { isRestOfPress } from '../../page/gesture.js';
import { altTypes } from '../../page/mac.js';
import {
  appendHops,
  boundsAt,
  type ChainHop,
  emptyHop,
  insertHops,
  moveHop,
  placeInWords,
  placeMoved,
  removeHop,
  renameHop,
  withAt,
  withoutDetails,
} from '../chain-hops.js';
import { type ChosenName, type NameField, typedAs } from '../name-field.js';
import { readBeforeArrow, type TypedName } from '../typed-name.js';
import type { ChainAtHand } from './chain-at-hand.js';
import { ChainEnds, type EndName } from './chain-ends.js';
import type { HopChange } from './edited-hop.js';
import { EditedHops } from './edited-hops.js';
import { HopQuestions } from './hop-questions.js';
import { type ChainPlace, type KnownHolder, knownHolder } from './known-holder.js';
import { NameDoubts } from './name-doubts.js';
import { NameEditing } from './name-editing.js';
import { OpenDetails } from './open-details.js';

/** What the hops need to know of the page, and whom they tell. */
interface HopsPlace extends ChainPlace {
  /** The chain is another now. */
  changed: (hops: ChainHop[]) => void;
  /** Something is being typed that is no hop yet. */
  typing: () => void;
  /** Whether a name is one has been answered. */
  answered: () => void;
  /** No name is to follow. */
  ended: () => void;
  /** What of it differs from the chain that it would take the place of, holder by holder. */
  changesOf: (hops: readonly ChainHop[]) => (HopChange | null)[];
}

/** The chain as hops on a line, with an empty one at each end. */
export class HopList implements ChainAtHand {
  readonly box = element('ol', { class: 'edited-hops', 'aria-label': 'The chain, origin first' });
  hops: readonly ChainHop[] = [];
  private readonly ends: ChainEnds;
  private readonly doubts: NameDoubts;
  private readonly editedHops: EditedHops;
  private readonly editing: NameEditing;
  private readonly questions: HopQuestions;
  private readonly details: OpenDetails;

  constructor(private readonly place: HopsPlace) {
    this.ends = new ChainEnds(place, (which) => this.endWishes(which), {
      putGap: (which) => this.putGap(which),
      takePublisher: () => void this.takePublisher(),
      sayFirstHand: (firstHand) => this.put(withAt(this.hops, 0, { firstHand })),
    });
    this.doubts = new NameDoubts(place.register, {
      part: (hop, parted) => this.part(hop, parted),
      isOne: (hop) => this.confirmName(hop),
    });
    this.editedHops = new EditedHops(
      this,
      {
        rename: (at) => this.editing.rename(at),
        kinds: (at) => this.questions.askKind(at),
        ratings: (at) => this.questions.askRating(at),
        relations: (at) => this.questions.askRelation(at),
        join: (at) => this.editing.join(at),
        details: (at) => this.details.toggle(at),
        remove: (at) => this.remove(at),
        dragged: () => this.closeAll(),
        shown: (box, hops) => this.doubts.show(box, hops),
      },
      this.ends.end.box,
    );
    this.editing = new NameEditing(this, this.editedHops, place.register, {
      typing: () => place.typing(),
      opens: () => this.questions.close(),
      goOnFrom: (at, isToEnd) => this.goOnFrom(at, isToEnd),
      remove: (at) => this.remove(at),
    });
    this.questions = new HopQuestions(this, this.editedHops, {
      opens: () => this.editing.stop(),
      join: (at) => this.editing.join(at),
      nextField: () => this.ends.end.field,
      wantsReason: (at) => this.details.openAt(at),
    });
    this.details = new OpenDetails(this, this.editedHops, (at) => this.remove(at));
    this.box.append(this.ends.origin.box, this.ends.end.box);
    this.box.addEventListener('keydown', (event) => this.onKey(event));
  }

  /** Shows another chain, whose names nobody doubts but where they are being typed. */
  fill(hops: readonly ChainHop[], { isTyped = false } = {}): void {
    this.closeAll();
    this.hops = [...hops];
    this.ends.clear();
    if (!isTyped) for (const { name } of hops) this.doubts.settle(name);
    this.draw();
  }

  /** The chain with what stands in its fields and was not taken yet; null where that can't be read. */
  present(): ChainHop[] | null {
    const edited = this.editing.typed();
    const [first, last] = [this.ends.typed('origin'), this.ends.typed('end')];
    if ([edited, first, last].some((typed) => typed?.fault)) return null;
    const hops = appendHops(this.editing.into(this.hops, edited), last);
    return first.hops.length > 0 ? insertHops(hops, 0, withoutDetails(first.hops)) : hops;
  }

  /** Takes what stands in the fields; where that can't be read, says so there and answers false. */
  flush(): boolean {
    if (!this.editing.take(null, 'leave')) return false;
    return this.takeAtEnd('end', null) && this.takeAtEnd('origin', null);
  }

  /** Says, where one begins, that nothing stands here yet. */
  sayEmpty(): void {
    this.ends.sayEmpty();
  }

  /** Begins at the question whether an unnamed source is meant, in a box of another's or its hop's; false where none waits. */
  insist(box: HTMLElement | null): boolean {
    const at = this.hops.findIndex((hop) => this.doubts.mayMeanUnnamed(hop));
    if (at < 0) return false;
    if (box) this.askIn(box);
    else this.draw();
    (box ?? this.editedHops.at(at)?.box)?.querySelector<HTMLElement>('.doubt button')?.focus();
    return true;
  }

  /** Asks in a box of another's whether the first doubtful name is one; or asks there no more. */
  askIn(box: HTMLElement): void {
    this.doubts.show(box, this.hops);
  }

  /** Whether somebody has said of all these names that read otherwise, if any does, that each is one. */
  isSaidToBeOne(hops: readonly ChainHop[]): boolean {
    return this.doubts.isConfirmed(hops);
  }

  get isEmpty(): boolean {
    return this.hops.length === 0;
  }

  /** The first field that waits for a name. */
  get firstField(): NameField {
    const { hops } = this;
    return (hops.length === 0 ? this.ends.origin : this.ends.end).field;
  }

  /** The place of a detail of a holder, opened; null where another stands open with a fault. */
  openDetail(at: number, name: DetailName): HTMLElement | null {
    return this.details.place(at, name);
  }

  /** The hop that a sentence of the server's speaks of, by the name it quotes. */
  hopOf(sentence: string): HTMLElement | null {
    const at = this.hops.findIndex(({ name }) => name && sentence.includes(`“${name}”`));
    return this.editedHops.at(at)?.box ?? null;
  }

  put(hops: readonly ChainHop[]): void {
    this.hops = [...hops];
    this.place.changed([...this.hops]);
    this.draw();
  }

  /** Draws what is there: also once more, when the register was heard of. */
  draw(): void {
    this.editedHops.draw(this.questions.asked, this.place.changesOf(this.hops));
    this.ends.show(this.hops, this.isPublisherLast);
    this.details.draw();
  }

  get isPublisherLast(): boolean {
    return nameKey(this.hops.at(-1)?.name ?? '') === nameKey(this.place.publisher);
  }

  known(hop: ChainHop): KnownHolder | null {
    return knownHolder(hop, this.place);
  }

  /* ── the empty hops ── */

  private endWishes(which: EndName) {
    return {
      typed: () => this.onTyping(which),
      take: (chosen: ChosenName | null) => void this.takeAtEnd(which, chosen, 'go on'),
      takeAndJoin: (chosen: ChosenName | null) => void this.takeAtEnd(which, chosen, 'join'),
      arrow: () => this.takeBeforeArrow(which),
      remove: () => this.stepBack(which),
      gap: () => this.putGap(which),
      ...(which === 'end' ? { enterEmpty: () => this.endHere() } : {}),
    };
  }

  private onTyping(which: EndName): void {
    this.ends.sayFault(which, null);
    this.place.typing();
  }

  private takeAtEnd(
    which: EndName,
    chosen: ChosenName | null,
    then: 'go on' | 'join' | 'stay' = 'stay',
  ): boolean {
    if (this.ends.field(which).isEmpty) return true;
    const typed = chosen ? typedAs(chosen) : this.ends.typed(which);
    if (typed.fault) {
      this.ends.sayFault(which, typed.fault);
      return false;
    }
    const last = this.putTyped(which, typed);
    if (then === 'join') this.editing.join(last);
    else if (then === 'go on') this.goOn(last);
    return true;
  }

  private takeBeforeArrow(which: EndName): void {
    const typed = readBeforeArrow(this.ends.field(which).text);
    if (!typed) return;
    const last = this.putTyped(which, typed);
    if (typed.opensBeside) this.editing.join(last);
    else this.ends.end.field.focus();
  }

  /** Puts what was typed at an end into the chain; answers with the place of its last holder. */
  private putTyped(which: EndName, typed: TypedName): number {
    this.ends.field(which).text = '';
    this.ends.sayFault(which, null);
    const isOrigin = which === 'origin';
    this.put(
      isOrigin
        ? insertHops(this.hops, 0, withoutDetails(typed.hops))
        : appendHops(this.hops, typed),
    );
    return (isOrigin ? typed.hops : this.hops).length - 1;
  }

  private putGap(which: EndName): void {
    const at = which === 'origin' ? 0 : this.hops.length;
    this.put(insertHops(this.hops, at, [{ ...emptyHop, name: null }]));
    announce(gapName(at === 0));
    this.goOn(at);
  }

  /** Enter without a name takes the publisher that is offered; behind it the chain has ended. */
  private endHere(): void {
    if (!this.takePublisher() && !this.isEmpty) this.place.ended();
  }

  private takePublisher(): boolean {
    const { publisher } = this.place;
    if (this.isPublisherLast || publisher === '') return false;
    this.put(insertHops(this.hops, this.hops.length, [{ ...emptyHop, name: publisher }]));
    this.doubts.settle(publisher);
    this.draw();
    this.ends.end.field.focus();
    return true;
  }

  /** Backspace where nothing stands any more goes back into the name before. */
  private stepBack(which: EndName): void {
    const at = this.hops.length - 1;
    if (which === 'end' && at >= 0) this.editing.rename(at);
  }

  /** After a name: how it was passed on is asked, but for the one with which the chain ends. */
  private goOn(at: number): void {
    if (this.box.hidden) return;
    const hop = this.hops[at];
    const isLast = at === this.hops.length - 1;
    const isPublisher = isLast && this.isPublisherLast;
    const isDoubtful = hop && this.doubts.of(hop) !== null;
    if (!hop || isPublisher || hop.relation || isDoubtful) this.ends.end.field.focus();
    else this.questions.askRelation(at);
    if (isDoubtful)
      this.editedHops.at(at)?.box.querySelector<HTMLElement>('.at-spot button')?.focus();
  }

  private goOnFrom(at: number, isToEnd: boolean): void {
    const isLast = at >= this.hops.length - 1;
    if (isToEnd) this.ends.end.field.focus();
    else if (isLast) this.goOn(at);
    else this.editedHops.focusName(at);
  }

  private remove(at: number): void {
    const name = this.hops[at]?.name ?? gapName(at === 0);
    this.closeAll();
    this.put(removeHop(this.hops, at));
    announce(`${name} removed.`);
    if (this.hops[at]) this.editedHops.focusName(at);
    else this.firstField.focus();
  }

  private closeAll(): void {
    this.questions.close();
    this.editing.stop();
    this.details.close();
  }

  private part(hop: ChainHop, parted: TypedName['hops']): void {
    const at = this.hops.indexOf(hop);
    if (at < 0) return;
    this.put(renameHop(this.hops, at, parted));
    this.place.answered();
    this.goOn(at + parted.length - 1);
  }

  private confirmName(hop: ChainHop): void {
    this.doubts.confirm(hop.name);
    this.draw();
    this.place.answered();
    this.goOn(this.hops.indexOf(hop));
  }

  /* ── moving ── */

  private onKey(event: KeyboardEvent): void {
    const { altKey, ctrlKey, metaKey, code, key } = event;
    if (!altKey || ctrlKey || metaKey || !(event.target instanceof Element)) return;
    if (altTypes(event)) return;
    const at = this.editedHops.placeOf(event.target);
    if (code === 'KeyK') this.onKindKey(event, at);
    else if ((key === 'ArrowUp' || key === 'ArrowDown') && at !== null) {
      event.preventDefault();
      event.stopPropagation();
      this.moveBy(at, key === 'ArrowUp' ? -1 : 1, event.target);
    }
  }

  /** Of the name that is being typed as well: it is taken first. */
  private onKindKey(event: KeyboardEvent, at: number | null): void {
    event.preventDefault();
    event.stopPropagation();
    if (isRestOfPress(event)) return;
    if (at !== null) {
      this.questions.askKind(at);
      return;
    }
    const isOrigin = this.ends.origin.box.contains(document.activeElement);
    if (!this.takeAtEnd(isOrigin ? 'origin' : 'end', null)) return;
    const last = isOrigin ? 0 : this.hops.length - 1;
    if (!this.isPublisherLast) this.questions.asked = last;
    this.questions.askKind(last);
  }

  private moveBy(at: number, step: -1 | 1, focused: Element): void {
    const to = step < 0 ? boundsAt(this.hops, at)[0] - 1 : boundsAt(this.hops, at)[1];
    if (!this.hops[to]) return;
    const part = this.editedHops.partOf(at, focused);
    const landed = placeMoved(this.hops, at, to);
    this.closeAll();
    this.put(moveHop(this.hops, at, to));
    announce(
      `${this.hops[landed]?.name ?? gapName(landed === 0)}: ${placeInWords(this.hops, landed)}`,
    );
    this.editedHops.focusPart(landed, part);
  }
}
