import type { Claim } from '../../../domain/claims/claim.js';
import { claimKey } from '../../../store/indexes.js';
import type { Store } from '../../../store/store.js';

/** Which wordings of claims are taken: two that come to read alike would be one. */
export class ClaimWordings {
  /** To which claim each was given, by the wording's key. */
  readonly #given = new Map<string, string>();

  constructor(private readonly store: Store) {}

  /** Gives a claim a wording, if no other has it and it was given to no other. */
  async give(claim: Claim, statement: string): Promise<boolean> {
    const key = claimKey({ ...claim, statement });
    const [holder] = (await this.store.find('claims', 'statement', { key, limit: 1 })).items;
    const holders = [this.#given.get(key), holder?.id];
    if (holders.some((id) => id !== undefined && id !== claim.id)) return false;
    this.#given.set(key, claim.id);
    return true;
  }

  /** Gives a claim a wording, with a number behind it where another has the same. */
  async giveApart(claim: Claim, statement: string): Promise<string> {
    let wording = statement;
    for (let number = 2; !(await this.give(claim, wording)); number++) {
      wording = `${statement} (${number})`;
    }
    return wording;
  }
}
