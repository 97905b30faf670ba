import { type NameDoubt, nameDoubt } from '../../../domain/chain/name-doubt.js';
import { nothingSaid, printNotation } from '../../../domain/chain/notation/notation.js';
import { printedRelation } from '../../../domain/chain/relations.js';
import { nameKey } from '../../../domain/register/name.js';
import { button, element } from '../../page/element.js';
import type { ChainHop } from '../chain-hops.js';
import { isMasked, type Register } from '../register.js';
import type { TypedName } from '../typed-name.js';

/** What may be answered where a name reads like more than one. */
interface DoubtAnswers {
  part: (hop: ChainHop, parted: TypedName['hops']) => void;
  isOne: (hop: ChainHop) => void;
}

/** A doubt, and what its answers are called. */
interface AskedDoubt extends NameDoubt {
  other: string;
  same: string;
}

/**
 * Asks of a name that reads like a sentence or like two whether it is one, and of one that is the description of an
 * unnamed source of the article whether that is meant, until it is answered.
 */
export class NameDoubts {
  /** Names that are one, however they read. */
  private readonly settled = new Set<string>();
  /** Those of them of which somebody has said so. */
  private readonly confirmed = new Set<string>();
  /** The hop that is asked about in a box, as it stands by now. */
  private readonly asked = new WeakMap<HTMLElement, ChainHop>();

  constructor(
    private readonly register: Register,
    private readonly answers: DoubtAnswers,
  ) {}

  /** Nobody asks of this name any more. */
  settle(name: string | null): void {
    if (name) this.settled.add(nameKey(name));
  }

  /** Somebody says that this name is one. */
  confirm(name: string | null): void {
    this.settle(name);
    if (name) this.confirmed.add(nameKey(name));
  }

  /** Whether that was said of one of these, and it need not be asked of another any more. */
  isConfirmed(hops: readonly ChainHop[]): boolean {
    const isSaid = hops.some(({ name }) => name !== null && this.confirmed.has(nameKey(name)));
    return isSaid && hops.every((hop) => this.of(hop) === null);
  }

  /** What is doubtful about a hop's name; null where nothing is. */
  of(hop: ChainHop): AskedDoubt | null {
    const { name } = hop;
    if (name === null || hop.unnamed || this.register.meant(hop)) return null;
    if (this.mayMeanUnnamed(hop)) return describedDoubt(name);
    if (this.settled.has(nameKey(name))) return null;
    const doubt = nameDoubt(name, { isConfidential: isMasked(hop), kind: hop.kind });
    const other = doubt?.hops ? partedInWords(doubt.hops) : '';
    return doubt && { ...doubt, other, same: 'It is one name' };
  }

  /**
   * Whether a name is the description of an unnamed source of the article, and nobody has said which is meant: saved
   * so, it would enter somebody else.
   */
  mayMeanUnnamed({ name, unnamed, confidential }: ChainHop): boolean {
    if (name === null || unnamed || confidential || this.confirmed.has(nameKey(name))) return false;
    return this.register.isDescribed(name);
  }

  /** Shows in a hop's box the question about the first of its names that is doubtful, if any is. */
  show(box: HTMLElement, hops: readonly ChainHop[]): void {
    const asked = hops.find((hop) => this.of(hop) !== null);
    const doubt = asked ? this.of(asked) : null;
    if (asked) this.asked.set(box, asked);
    const shown = box.querySelector<HTMLElement>(':scope > .doubt');
    if (shown?.dataset.name === asked?.name) return;
    shown?.remove();
    if (!doubt || !asked) return;
    const { hops: parted, other, same } = doubt;
    const { part, isOne } = this.answers;
    const now = () => this.asked.get(box) ?? asked;
    const answers = [
      ...(parted ? [button(other, () => part(now(), parted), 'chip on')] : []),
      button(same, () => isOne(now()), 'chip'),
    ];
    box.append(
      element(
        'div',
        { class: 'at-spot doubt', role: 'alert', 'data-name': asked.name ?? '' },
        element('span', {}, doubt.question),
        element('span', { class: 'answers' }, ...answers),
      ),
    );
  }
}

function describedDoubt(name: string): AskedDoubt {
  return {
    question: 'An unnamed source of this article is described so.',
    hops: [{ ...nothingSaid, name, unnamed: true }],
    other: 'It is that one',
    same: 'It is a name',
  };
}

function partedInWords(hops: TypedName['hops']): string {
  const [first, second] = hops;
  if (second?.beside) return `Make it ${hops.length}: ${hops.map(({ name }) => name).join(', ')}`;
  const relation = printedRelation(first?.relation ?? 'passed');
  if (!second) return `Make it ${printNotation(hops)}`;
  return `Make it ${[first?.name, relation, second?.name].filter(Boolean).join(', ')}`;
}
