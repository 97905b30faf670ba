import { nameDoubt } from '../../../domain/chain/name-doubt.js';
import { printedRelation } from '../../../domain/chain/relations.js';
import { nameKey } from '../../../domain/register/name.js';
import { button, element } from '../../page/element.js';
import type { ChainHop } from '../chain-hops.js';
import type { Register } from '../register.js';
import type { TypedName } from '../typed-name.js';

/** What may be answered where a name reads like more than one. */
export interface DoubtAnswers {
  part: (hop: ChainHop, parted: TypedName['hops']) => void;
  isOne: (hop: ChainHop) => void;
}

/** Asks of a name that reads like a sentence or like two whether it is one, until that is answered. */
export class NameDoubts {
  /** Names that are one, however they read. */
  private readonly settled = new Set<string>();
  /** Those of them of which somebody has said so. */
  private readonly confirmed = new Set<string>();

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
  of(hop: ChainHop) {
    const { name } = hop;
    if (name === null || hop.unnamed || this.settled.has(nameKey(name))) return null;
    return this.register.meant(hop) ? null : nameDoubt(name);
  }

  /** Shows in a hop's box the question about the first of its names that is doubtful, if any is. */
  show(box: HTMLElement, hops: readonly ChainHop[]): void {
    const asked = hops.find((hop) => this.of(hop) !== null);
    const doubt = asked ? this.of(asked) : null;
    const shown = box.querySelector<HTMLElement>(':scope > .doubt');
    if (shown?.dataset.name === asked?.name) return;
    shown?.remove();
    if (!doubt || !asked) return;
    const parted = doubt.hops;
    const { part, isOne } = this.answers;
    const answers = [
      ...(parted ? [button(partedInWords(parted), () => part(asked, parted), 'chip on')] : []),
      button('It is one name', () => isOne(asked), 'chip'),
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

function partedInWords(hops: TypedName['hops']): string {
  const [first, second] = hops;
  const relation = printedRelation(first?.relation ?? 'passed');
  return `Make it ${[first?.name, relation, second?.name].filter(Boolean).join(', ')}`;
}
