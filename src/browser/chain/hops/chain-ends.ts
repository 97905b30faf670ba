import { faultStretch } from '../../../domain/chain/notation/faults.js';
import type { Fault } from '../../../domain/chain/notation/notation.js';
import { element } from '../../page/element.js';
import { focusInSight } from '../../page/focus-in-sight.js';
import { boundsAt, type ChainHop } from '../chain-hops.js';
import type { NameField, NameWishes } from '../name-field.js';
import type { Register } from '../register.js';
import { glyphs, signElement } from '../sign.js';
import { readTyped, type TypedName } from '../typed-name.js';
import { type HopOffer, OpenHop } from './open-hop.js';

export type EndName = 'origin' | 'end';

/** What can be done at the ends without typing. */
interface EndActs {
  putGap: (which: EndName) => void;
  takePublisher: () => void;
  sayFirstHand: (isOn: boolean) => void;
}

/** The empty hops before and behind a chain: what they ask, what they offer, what is wrong there. */
export class ChainEnds {
  readonly origin: OpenHop;
  readonly end: OpenHop;
  private readonly publisher: string;
  private readonly spots = { origin: faultSpot(), end: faultSpot() };

  constructor(
    place: { register: Register; publisher: string },
    wishesAt: (which: EndName) => NameWishes,
    private readonly acts: EndActs,
  ) {
    const { register } = place;
    this.publisher = place.publisher;
    this.origin = new OpenHop('Origin', register, wishesAt('origin'));
    this.end = new OpenHop('Who had it next?', register, wishesAt('end'));
    this.origin.box.append(this.spots.origin);
    this.end.box.append(this.spots.end);
  }

  field(which: EndName): NameField {
    return this[which].field;
  }

  /** What stands in the field at an end. */
  typed(which: EndName): TypedName {
    return readTyped(this.field(which).text);
  }

  clear(): void {
    this.origin.field.text = '';
    this.end.field.text = '';
  }

  /** Asks who told those at the chain's beginning, and who had it from those at its end. */
  show(hops: readonly ChainHop[], isPublisherLast: boolean): void {
    this.showOrigin(hops);
    this.showEnd(hops, this.publisher !== '' && !isPublisherLast);
  }

  /** Says what is wrong with what is typed at an end, and marks it; null: nothing is. */
  sayFault(which: EndName, fault: Fault | null): void {
    sayFaultAt(this.spots[which], this.field(which).input, fault);
  }

  sayEmpty(): void {
    const message = 'Say who had the information first, or that it is not stated.';
    this.sayFault('origin', { at: 0, column: 1, message });
  }

  private showOrigin(hops: readonly ChainHop[]): void {
    const [first] = hops;
    // That it is not stated is an answer: nothing more is asked.
    this.origin.box.hidden = first?.name === null && this.origin.field.isEmpty;
    const names = namesAt(hops, 0);
    const question = names === '' ? 'Who had it first?' : `Who told ${names}?`;
    const label = hops.length === 0 ? 'Origin: who had it first?' : question;
    this.origin.show({ label, placeholder: question }, glyphs.add(), this.originOffers(first));
  }

  private originOffers(first: ChainHop | undefined): HopOffer[] {
    const notStated: HopOffer = {
      words: 'Not stated',
      label: 'Origin not stated',
      key: '?',
      run: () => this.acts.putGap('origin'),
    };
    if (!first) return [notStated];
    if (first.name === null) return [];
    const isOn = first.firstHand;
    const firstHand: HopOffer = {
      words: 'First-hand',
      label: `First-hand: ${first.name} saw, heard or did it`,
      isOn,
      run: () => this.acts.sayFirstHand(!isOn),
    };
    return isOn ? [firstHand] : [firstHand, { ...notStated, key: '' }];
  }

  private showEnd(hops: readonly ChainHop[], isOffered: boolean): void {
    const { publisher } = this;
    const last = hops.at(-1);
    const names = namesAt(hops, hops.length - 1) || 'there';
    const from = last ? `Who had it from ${names}?` : 'Who had it next?';
    const label = isOffered ? `${from} ${publisher}, its publisher, is offered` : from;
    const outlet = { kind: 'outlet' as const, unnamed: false, confidential: false };
    const sign = isOffered ? signElement(outlet, { faint: true }) : glyphs.add();
    const offer: HopOffer = {
      words: 'its publisher',
      label: `${publisher}, its publisher`,
      key: last ? '↵' : '',
      run: () => this.acts.takePublisher(),
    };
    const placeholder = isOffered ? publisher : from;
    this.end.show({ label, placeholder }, sign, isOffered ? [offer] : []);
  }
}

/** Who passed it on together with the hop at a place, and that hop; empty for a gap. */
function namesAt(hops: readonly ChainHop[], at: number): string {
  const together = hops.slice(...boundsAt(hops, at));
  return together.flatMap(({ name }) => name ?? []).join(' and ');
}

/** The place at a hop where it is said what is wrong in its field. */
export function faultSpot(): HTMLElement {
  return element('p', { class: 'at-spot', role: 'alert', hidden: true });
}

/** Says what is wrong in a field, and marks it, with the caret there; null: nothing is. */
export function sayFaultAt(spot: HTMLElement, input: HTMLInputElement, fault: Fault | null): void {
  spot.hidden = fault === null;
  spot.textContent = fault?.message ?? '';
  if (fault) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  if (!fault) return;
  focusInSight(input);
  const { start, end } = faultStretch(input.value, fault);
  input.setSelectionRange(start, end);
}
