import type { Fault } from '../../../domain/chain/notation/notation.js';
import { element } from '../../page/element.js';
import { NameField, type NameWishes } from '../name-field.js';
import type { Register } from '../register.js';
import { faultSpot, sayFaultAt } from './chain-ends.js';
import type { EditedHop } from './edited-hop.js';

/** Whose name is typed: that of the holder at a place, or of one that joins it. */
interface NamePlace {
  at: number;
  isJoining: boolean;
}

/** A name that is typed at a hop: another one for a holder's, or that of one who joins it. */
export class EditedName implements NamePlace {
  readonly at: number;
  readonly isJoining: boolean;
  readonly field: NameField;
  private readonly row: HTMLElement;
  private readonly spot = faultSpot();

  /**
   * Opens the field in the place of the holder's name, or below the holders that are joined. `name` is
   * the holder's, and `holder` its number at the hop, from 0; `text` is what the field begins with.
   */
  constructor(
    { at, isJoining }: NamePlace,
    private readonly editedHop: EditedHop,
    { holder, name, text }: { holder: number; name: string; text: string },
    register: Register,
    wishes: NameWishes,
  ) {
    this.at = at;
    this.isJoining = isJoining;
    this.row = element('span', { class: isJoining ? 'joining' : 'renaming' });
    const label = isJoining
      ? `Who passed it on together with ${name}?`
      : `Another name for ${name}`;
    this.field = new NameField(label, this.row, register, wishes);
    this.field.text = text;
    if (isJoining) this.field.ask(label, 'and who?');
    this.putIn(holder);
    editedHop.box.append(this.spot);
    editedHop.box.classList.add('editing');
    this.field.focus();
    this.field.input.select();
  }

  /** Says what is wrong with what is typed, and marks it; null: nothing is. */
  sayFault(fault: Fault | null): void {
    sayFaultAt(this.spot, this.field.input, fault);
  }

  /** Takes the field away; the names stand as they stood. */
  close(): void {
    const { box } = this.editedHop;
    this.field.closeList();
    this.row.remove();
    this.spot.remove();
    box.classList.remove('editing');
    for (const name of box.querySelectorAll<HTMLElement>('.name[hidden]')) name.hidden = false;
  }

  private putIn(holder: number): void {
    const line = this.editedHop.line(holder);
    if (this.isJoining || !line) {
      this.editedHop.relation.parentElement?.before(this.row);
      return;
    }
    this.row.style.gridRow = line.name.style.gridRow;
    line.name.hidden = true;
    line.name.before(this.row);
  }
}
