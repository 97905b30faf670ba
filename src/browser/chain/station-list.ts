import { gapName } from '../../domain/chain/drawn-hops.js';
import type { DetailName } from '../../domain/chain/hop-details.js';
import { type Fault, nothingSaid } from '../../domain/chain/notation/notation.js';
import { printedRelation, type RelationCode } from '../../domain/chain/relations.js';
import { nameKey } from '../../domain/register/name.js';
import { announce } from '../page/announce.js';
import { element } from '../page/element.js';
import { isRestOfPress } from '../page/gesture.js';
import { Menu, type MenuItem } from '../page/menu.js';
import { ChainEnds, type EndName, markFault } from './chain-ends.js';
import {
  boundsAt,
  type ChainHop,
  emptyHop,
  fresh,
  hopStarts,
  insertHops,
  moveHop,
  placeInWords,
  placeMoved,
  removeHop,
  renameHop,
  withAt,
} from './chain-hops.js';
import { type Edited, EditedName } from './edited-name.js';
import { HolderDetails } from './holder-details.js';
import { type KnownHolder, knownHolder } from './known-holder.js';
import { NameDoubts } from './name-doubts.js';
import type { ChosenName, NameField } from './name-field.js';
import type { Register } from './register.js';
import { Station, type StationChange } from './station.js';
import { dragByHandle } from './station-drag.js';
import { kindItems, ratingItems, relationItems } from './station-menus.js';
import { readBeforeArrow, readTyped, type TypedName } from './typed-name.js';

/** What the stations need to know of the page, and whom they tell. */
export interface StationsPlace {
  register: Register;
  publisher: string;
  /** The chain is another now. */
  changed: (hops: ChainHop[]) => void;
  /** Something is being typed that is no station yet. */
  typing: () => void;
  /** Whether a name is one has been answered. */
  answered: () => void;
  /** What of it differs from the chain that it would take the place of, holder by holder. */
  changesOf: (hops: readonly ChainHop[]) => (StationChange | null)[];
}

/** The chain as stations on a line, with an empty one at each end. */
export class StationList {
  readonly box = element('ol', { class: 'stations', 'aria-label': 'The chain, origin first' });
  private hops: ChainHop[] = [];
  private stations: Station[] = [];
  private readonly ends: ChainEnds;
  private readonly doubts: NameDoubts;
  private editing: EditedName | null = null;
  private open: { at: number; details: HolderDetails } | null = null;
  /** The hop of which it is asked how it passed on. */
  private asked: number | null = null;
  private menu: Menu | null = null;
  constructor(private readonly place: StationsPlace) {
    this.ends = new ChainEnds(place, (which) => this.endWishes(which), {
      putGap: (which) => this.putGap(which),
      takePublisher: () => this.takePublisher(),
      sayFirstHand: (firstHand) => this.put(withAt(this.hops, 0, { firstHand })),
    });
    this.doubts = new NameDoubts(place.register, {
      part: (hop, parted) => this.part(hop, parted),
      isOne: (hop) => this.confirmName(hop),
    });
    this.box.append(this.ends.origin.box, this.ends.end.box);
    this.box.addEventListener('keydown', (event) => this.onKey(event));
  }

  /** Shows another chain, whose names nobody doubts but where they are being typed. */
  fill(hops: readonly ChainHop[], { isTyped = false } = {}): void {
    this.closeAll();
    this.hops = [...hops];
    this.ends.origin.field.text = '';
    this.ends.end.field.text = '';
    if (!isTyped) for (const { name } of hops) this.doubts.settle(name);
    this.draw();
  }

  /** The chain with what stands in its fields and was not taken yet; null where that can't be read. */
  present(): ChainHop[] | null {
    const { editing } = this;
    const edited = editing && !editing.field.isEmpty ? readTyped(editing.field.text) : null;
    const [first, last] = [
      readTyped(this.ends.origin.field.text),
      readTyped(this.ends.end.field.text),
    ];
    if ([edited, first, last].some((typed) => typed?.fault)) return null;
    let hops = this.hops;
    if (editing && edited) hops = this.edited(hops, editing, edited);
    hops = this.appended(hops, last);
    return first.hops.length > 0 ? insertHops(hops, 0, fresh(first.hops)) : hops;
  }

  /** Takes what stands in the fields; where that can't be read, says so there and answers false. */
  flush(): boolean {
    const { editing } = this;
    if (editing && !this.takeEdited(null, 'leave')) return false;
    return this.takeAtEnd('end', null) && this.takeAtEnd('origin', null);
  }

  /** Says, where one begins, that nothing stands here yet. */
  sayEmpty(): void {
    this.ends.sayFault('origin', { at: 0, column: 1, message: nothingYet });
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
  get firstField(): HTMLInputElement {
    const { hops } = this;
    return (hops.length === 0 ? this.ends.origin : this.ends.end).field.input;
  }

  /** Draws anew what is there already: the register was heard of. */
  redraw(): void {
    this.draw();
  }

  /** The place of a detail of a holder, opened; null where another stands open with a fault. */
  openDetail(at: number, name: DetailName): HTMLElement | null {
    if (this.open?.at !== at) {
      if (this.open?.details.box.querySelector('.fault')) return null;
      this.toggleDetails(at);
    }
    return this.open?.details.field(name) ?? null;
  }

  /** The station that a sentence of the server's speaks of, by the name it quotes. */
  stationOf(sentence: string): HTMLElement | null {
    const at = this.hops.findIndex(({ name }) => name && sentence.includes(`“${name}”`));
    return this.stationAt(at)?.box ?? null;
  }

  private put(hops: readonly ChainHop[]): void {
    this.hops = [...hops];
    this.place.changed(this.hops);
    this.draw();
  }

  /* ── the empty stations ── */

  private endWishes(which: EndName) {
    return {
      typed: () => this.onTyping(which),
      take: (chosen: ChosenName | null) => void this.takeAtEnd(which, chosen, 'go on'),
      takeAndJoin: (chosen: ChosenName | null) => void this.takeAtEnd(which, chosen, 'join'),
      arrow: () => this.takeBeforeArrow(which),
      remove: () => this.stepBack(which),
      gap: () => this.putGap(which),
      ...(which === 'end' ? { enterEmpty: () => this.takePublisher() } : {}),
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
    const field = this.ends.field(which);
    if (field.isEmpty) return true;
    const typed = chosen ? typedAs(chosen) : readTyped(field.text);
    if (typed.fault) {
      this.ends.sayFault(which, typed.fault);
      return false;
    }
    field.text = '';
    this.ends.sayFault(which, null);
    const before = this.hops.length;
    if (which === 'origin') this.put(insertHops(this.hops, 0, fresh(typed.hops)));
    else this.put(this.appended(this.hops, typed));
    const last = which === 'origin' ? typed.hops.length - 1 : this.hops.length - 1;
    if (then === 'join') this.startJoining(last);
    else if (then === 'go on')
      this.goOn(which === 'origin' && before > 0 ? last : this.hops.length - 1);
    return true;
  }

  private takeBeforeArrow(which: EndName): void {
    const field = this.ends.field(which);
    const typed = readBeforeArrow(field.text);
    if (!typed) return;
    field.text = '';
    if (which === 'origin') this.put(insertHops(this.hops, 0, fresh(typed.hops)));
    else this.put(this.appended(this.hops, typed));
    const last = which === 'origin' ? typed.hops.length - 1 : this.hops.length - 1;
    if (typed.opensBeside) this.startJoining(last);
    else this.ends.end.field.input.focus();
  }

  private appended(hops: readonly ChainHop[], typed: TypedName): ChainHop[] {
    const { length } = hops;
    const led =
      typed.led && length > 0 ? withAt(hops, length - 1, { relation: typed.led }) : [...hops];
    return typed.hops.length === 0 ? led : insertHops(led, length, fresh(typed.hops));
  }

  private putGap(which: EndName): void {
    const at = which === 'origin' ? 0 : this.hops.length;
    this.put(insertHops(this.hops, at, [{ ...emptyHop, name: null }]));
    announce(gapName(at === 0));
    this.goOn(at);
  }

  private takePublisher(): void {
    const { publisher } = this.place;
    if (this.isPublisherLast() || publisher === '') return;
    this.put(insertHops(this.hops, this.hops.length, [{ ...emptyHop, name: publisher }]));
    this.doubts.settle(publisher);
    this.draw();
    this.ends.end.field.input.focus();
  }

  /** Backspace where nothing stands any more goes back into the name before. */
  private stepBack(which: EndName): void {
    const at = this.hops.length - 1;
    if (which === 'end' && at >= 0) this.startRenaming(at);
  }

  /** After a name: how it was passed on is asked, but for the one with which the chain ends. */
  private goOn(at: number): void {
    if (this.box.hidden) return;
    const hop = this.hops[at];
    const isLast = at === this.hops.length - 1;
    const isPublisher = isLast && this.isPublisherLast();
    const isDoubtful = hop && this.doubts.of(hop) !== null;
    if (!hop || isPublisher || hop.relation || isDoubtful) this.ends.end.field.input.focus();
    else this.askRelation(at);
    if (isDoubtful) this.stationAt(at)?.box.querySelector<HTMLElement>('.at-spot button')?.focus();
  }

  /* ── a name at a station ── */

  private startRenaming(at: number): void {
    const hop = this.hops[at];
    if (!hop) return;
    this.startEditing(at, false, hop.name === null ? '' : hop.name);
  }

  private startJoining(at: number): void {
    if (this.hops[at]?.name != null) this.startEditing(at, true, '');
  }

  private startEditing(at: number, isJoining: boolean, text: string): void {
    this.stopEditing();
    this.menu?.close();
    const station = this.stationAt(at);
    const holder = at - boundsAt(this.hops, at)[0];
    if (!station?.line(holder)) return;
    const name = this.hops[at]?.name ?? '';
    const { register } = this.place;
    const edited = { at, isJoining };
    this.editing = new EditedName(edited, station, { holder, name, text }, register, {
      typed: () => this.place.typing(),
      take: (chosen) => void this.takeEdited(chosen, 'go on'),
      // Another name may hold a plus; one that joins is followed by the next.
      takeAndJoin: isJoining ? (chosen) => void this.takeEdited(chosen, 'join') : null,
      arrow: () => void this.takeEdited(null, 'arrow'),
      remove: () => this.removeEdited(),
      escape: () => this.giveUpEditing(),
      left: () => void (this.editing && this.takeEdited(null, 'leave')),
    });
  }

  private stopEditing(): void {
    const { editing } = this;
    this.editing = null;
    editing?.close();
  }

  private giveUpEditing(): void {
    const at = this.editing?.at ?? 0;
    this.stopEditing();
    this.place.typing();
    this.focusName(at);
  }

  /** What is typed takes its place; nothing typed is nothing changed. */
  private takeEdited(
    chosen: ChosenName | null,
    then: 'go on' | 'join' | 'leave' | 'arrow',
  ): boolean {
    const { editing } = this;
    if (!editing) return true;
    const { field, at, isJoining } = editing;
    const isSame = !chosen && !isJoining && field.text.trim() === this.hops[at]?.name;
    if (field.isEmpty || isSame) return this.endEditing(at, then);
    const typed = chosen
      ? typedAs(chosen)
      : ((then === 'arrow' ? readBeforeArrow(field.text) : null) ?? readTyped(field.text));
    if (typed.fault) {
      this.sayFaultAt(field, typed.fault);
      return false;
    }
    const hops = this.edited(this.hops, editing, typed);
    this.stopEditing();
    this.put(hops);
    const last = at + typed.hops.length - (isJoining ? 0 : 1);
    if (then === 'join' || typed.opensBeside) this.startJoining(last);
    else if (then !== 'leave') this.goOnFrom(last, then === 'arrow');
    return true;
  }

  private endEditing(at: number, then: 'go on' | 'join' | 'leave' | 'arrow'): boolean {
    this.stopEditing();
    if (then !== 'leave') this.goOnFrom(at, false);
    return true;
  }

  private goOnFrom(at: number, isToEnd: boolean): void {
    const isLast = at >= this.hops.length - 1;
    if (isToEnd) this.ends.end.field.input.focus();
    else if (isLast) this.goOn(at);
    else this.focusName(at);
  }

  private edited(
    hops: readonly ChainHop[],
    { at, isJoining }: Edited,
    typed: TypedName,
  ): ChainHop[] {
    if (!isJoining) return renameHop(hops, at, typed.hops);
    const put = fresh(typed.hops).map((hop, index) =>
      index === 0 ? { ...hop, beside: true } : hop,
    );
    return insertHops(hops, at + 1, put);
  }

  /** Backspace in an empty name takes the holder out; one that was still to come is not wanted. */
  private removeEdited(): void {
    const { editing } = this;
    if (!editing) return;
    this.stopEditing();
    if (editing.isJoining) this.focusName(editing.at);
    else this.remove(editing.at);
  }

  private remove(at: number): void {
    const name = this.hops[at]?.name ?? gapName(at === 0);
    this.closeAll();
    this.put(removeHop(this.hops, at));
    announce(`${name} removed.`);
    if (this.hops[at]) this.focusName(at);
    else this.firstField.focus();
  }

  /* ── menus ── */

  private openMenu(at: number, opener: HTMLElement | undefined, label: string, items: MenuItem[]) {
    const station = this.stationAt(at);
    if (!station || !opener) return;
    this.stopEditing();
    this.menu?.close();
    this.menu = new Menu(station.box, {
      label,
      items,
      opener,
      closed: () => {
        this.menu = null;
      },
    });
  }

  private askRelation(at: number): void {
    const [start, end] = boundsAt(this.hops, at);
    this.asked = start;
    this.draw();
    const station = this.stationAt(start);
    if (!station) return;
    const who = this.hops
      .slice(start, end)
      .map(({ name }, index) => name ?? gapName(start + index === 0));
    const label = `How ${who.join(' and ')} passed it on`;
    const items = relationItems(this.hops[end - 1]?.relation ?? null, (relation) =>
      this.passOn(end - 1, relation),
    );
    this.stopEditing();
    this.menu?.close();
    this.menu = new Menu(station.box, {
      label,
      items,
      opener: station.relation,
      closed: () => this.relationAnswered(),
      other: (event) => this.onRelationKey(event, end - 1),
    });
  }

  private relationAnswered(): void {
    this.menu = null;
    this.asked = null;
  }

  private passOn(at: number, relation: RelationCode): void {
    this.put(withAt(this.hops, at, { relation }));
    announce(printedRelation(relation) || 'not known how');
    if (at >= this.hops.length - 1 || !this.isPublisherLast()) this.ends.end.field.input.focus();
    else this.stationAt(at)?.relation.focus();
  }

  /** A plus joins another source; a dash is the beginning of an arrow that somebody types. */
  private onRelationKey(event: KeyboardEvent, at: number): boolean {
    const { key } = event;
    if (key === '+') {
      this.menu?.close();
      this.startJoining(at);
      return true;
    }
    if (key !== '-') return false;
    this.menu?.close();
    const { input } = this.ends.end.field;
    input.focus();
    input.setRangeText('-', input.value.length, input.value.length, 'end');
    return true;
  }

  private openKinds(at: number): void {
    const holder = this.holderAt(at);
    const hop = this.hops[at];
    if (!holder || !hop) return;
    const resumes = this.asked;
    const opener = this.lineAt(at)?.kind;
    const label = `What ${holder.name} is`;
    const choose = (said: ChainHop) => {
      this.put(this.hops.with(at, said));
      if (resumes !== null) this.askRelation(resumes);
    };
    this.openMenu(at, opener, label, kindItems(hop, holder, choose));
  }

  private openRatings(at: number): void {
    const holder = this.holderAt(at);
    const hop = this.hops[at];
    if (!holder || !hop) return;
    const registered = holder.entry?.reliability ?? null;
    const choose = (said: ChainHop) => {
      this.put(this.hops.with(at, said));
      const isOwn = said.reliability !== null && said.reliability !== registered;
      // Another rating than the register's wants its reason: the field for it is at hand.
      if (isOwn && registered !== null && this.open?.at !== at) this.toggleDetails(at);
    };
    const label = `How reliable ${holder.name} is here`;
    this.openMenu(at, this.lineAt(at)?.letter, label, ratingItems(hop, registered, choose));
  }

  /* ── details ── */

  private toggleDetails(at: number): void {
    const wasOpen = this.open?.at === at;
    this.closeDetails();
    const hop = this.hops[at];
    const station = this.stationAt(at);
    if (wasOpen || !hop || !station) return;
    const [start, end] = boundsAt(this.hops, at);
    const label = placeInWords(this.hops, at);
    const details = new HolderDetails(hop, label, {
      changed: (said) => this.put(this.hops.with(this.open?.at ?? at, said)),
      remove: () => this.remove(this.open?.at ?? at),
    });
    details.box.style.gridRow = String(end - start + 2);
    this.open = { at, details };
    station.box.append(details.box);
    this.draw();
    details.focus();
  }

  private closeDetails(): void {
    const { open } = this;
    this.open = null;
    if (!open) return;
    open.details.box.remove();
    this.lineAt(open.at)?.details.setAttribute('aria-expanded', 'false');
  }

  private closeAll(): void {
    this.menu?.close();
    this.stopEditing();
    this.closeDetails();
  }

  /* ── moving ── */

  private onKey(event: KeyboardEvent): void {
    const { altKey, ctrlKey, metaKey, code, key } = event;
    if (!altKey || ctrlKey || metaKey || !(event.target instanceof Element)) return;
    const at = this.placeOf(event.target);
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
      this.openKinds(at);
      return;
    }
    const isOrigin = this.ends.origin.box.contains(document.activeElement);
    if (!this.takeAtEnd(isOrigin ? 'origin' : 'end', null)) return;
    const last = isOrigin ? 0 : this.hops.length - 1;
    if (!this.isPublisherLast()) this.asked = last;
    this.openKinds(last);
  }

  private moveBy(at: number, step: -1 | 1, focused: Element): void {
    const to = step < 0 ? boundsAt(this.hops, at)[0] - 1 : boundsAt(this.hops, at)[1];
    if (!this.hops[to]) return;
    const part = partOf(this.lineAt(at), focused);
    const landed = placeMoved(this.hops, at, to);
    this.closeAll();
    this.put(moveHop(this.hops, at, to));
    announce(
      `${this.hops[landed]?.name ?? gapName(landed === 0)}: ${placeInWords(this.hops, landed)}`,
    );
    (this.lineAt(landed)?.[part] ?? this.stationAt(landed)?.relation)?.focus();
  }

  private makeDraggable(station: Station): void {
    let dragged = 0;
    let before: ChainHop[] = [];
    const starts = () => hopStarts(this.hops);
    station.grip.addEventListener('pointerdown', () => {
      this.closeAll();
      before = this.hops;
      dragged = this.stations.indexOf(station);
      station.box.classList.add('dragged');
    });
    dragByHandle(station.grip, () => dragged, {
      middles: () =>
        this.stations.map(({ box }) => {
          const { top, height } = box.getBoundingClientRect();
          return top + height / 2;
        }),
      step: (from, to) => {
        const [at, other] = [starts()[from], starts()[to]];
        if (at === undefined || other === undefined) return;
        this.put(moveHop(this.hops, at, other));
        dragged = to;
        this.markDragged(to);
      },
      undo: () => this.put(before),
      done: () => this.markDragged(null),
    });
  }

  private markDragged(at: number | null): void {
    for (const [index, { box }] of this.stations.entries()) {
      box.classList.toggle('dragged', index === at);
    }
  }

  /* ── drawing ── */

  private draw(): void {
    const starts = hopStarts(this.hops);
    while (this.stations.length > starts.length) this.stations.pop()?.box.remove();
    while (this.stations.length < starts.length) this.addStation();
    const changes = this.place.changesOf(this.hops);
    for (const [index, start] of starts.entries()) this.drawStation(index, start, changes);
    this.ends.show(this.hops, this.isPublisherLast());
    this.drawDetails();
  }

  private addStation(): void {
    const index = this.stations.length;
    const first = () => hopStarts(this.hops)[index] ?? 0;
    const station: Station = new Station({
      rename: (holder) => this.startRenaming(first() + holder),
      kinds: (holder) => this.openKinds(first() + holder),
      ratings: (holder) => this.openRatings(first() + holder),
      relations: () => this.askRelation(first()),
      join: () => this.startJoining(boundsAt(this.hops, first())[1] - 1),
      details: (holder) => this.toggleDetails(first() + holder),
      remove: (holder) => this.remove(first() + holder),
    });
    this.makeDraggable(station);
    this.stations.push(station);
    this.ends.end.box.before(station.box);
  }

  private drawStation(
    index: number,
    start: number,
    changes: readonly (StationChange | null)[],
  ): void {
    const end = boundsAt(this.hops, start)[1];
    const hops = this.hops.slice(start, end);
    const isLast = end >= this.hops.length;
    const station = this.stations[index];
    station?.show({
      hop: index + 1,
      of: this.stations.length,
      holders: hops.flatMap((hop) => this.known(hop) ?? []),
      relation: isLast ? this.relationAhead(hops) : (hops.at(-1)?.relation ?? 'passed'),
      isAsked: this.asked === start,
      changes: changes.slice(start, end),
    });
    if (station) this.doubts.show(station.box, hops);
  }

  /** How the last hop will have passed it on, once that is said; the publisher passes on no more. */
  private relationAhead(hops: readonly ChainHop[]): RelationCode | null {
    return this.isPublisherLast() ? null : (hops.at(-1)?.relation ?? null);
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

  private drawDetails(): void {
    const { open } = this;
    const hop = open && this.hops[open.at];
    if (!open || !hop) return;
    const holder = this.known(hop);
    if (!holder) {
      this.closeDetails();
      return;
    }
    open.details.show(hop, {
      isOrigin: open.at < boundsAt(this.hops, 0)[1],
      registered: holder.entry?.reliability ?? null,
      isOwnRating: holder.isOwnRating,
    });
    this.lineAt(open.at)?.details.setAttribute('aria-expanded', 'true');
  }

  /* ── faults ── */

  private sayFaultAt(field: NameField, fault: Fault): void {
    announce(fault.message);
    field.input.title = fault.message;
    markFault(field.input, fault);
  }

  /* ── who stands where ── */

  private known(hop: ChainHop): KnownHolder | null {
    return knownHolder(hop, this.place.register, this.place.publisher);
  }

  private holderAt(at: number): KnownHolder | null {
    const hop = this.hops[at];
    return hop ? this.known(hop) : null;
  }

  private stationAt(at: number): Station | undefined {
    const index = hopStarts(this.hops).indexOf(boundsAt(this.hops, at)[0]);
    return at < 0 ? undefined : this.stations[index];
  }

  private lineAt(at: number) {
    return this.stationAt(at)?.line(at - boundsAt(this.hops, at)[0]);
  }

  private focusName(at: number): void {
    this.lineAt(at)?.name.focus();
  }

  private isPublisherLast(): boolean {
    return nameKey(this.hops.at(-1)?.name ?? '') === nameKey(this.place.publisher);
  }

  /** The holder whose buttons, or whose station, something stands in. */
  private placeOf(target: Element): number | null {
    const index = this.stations.findIndex(({ box }) => box.contains(target));
    const start = hopStarts(this.hops)[index];
    if (start === undefined) return null;
    const end = boundsAt(this.hops, start)[1];
    for (let at = start; at < end; at += 1) {
      const line = this.lineAt(at);
      if (line && Object.values(line).some((part) => part.contains(target))) return at;
    }
    return start;
  }
}

const nothingYet = 'Say who had the information first, or that it is not stated.';

function typedAs({ name, id, unnamed, confidential, kind }: ChosenName): TypedName {
  const hop = { ...nothingSaid, name, id, kind, confidential, unnamed: unnamed && !confidential };
  return { hops: [hop], led: null, opensBeside: false, fault: null };
}

type LinePart = 'kind' | 'name' | 'letter' | 'details';

function partOf(line: Record<LinePart, HTMLElement> | undefined, focused: Element): LinePart {
  const parts: LinePart[] = ['kind', 'name', 'letter', 'details'];
  return parts.find((part) => line?.[part].contains(focused)) ?? 'name';
}
