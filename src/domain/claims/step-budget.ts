/** How far a search may go: in steps and not in time, so that the same input gives the same answer. */
export class StepBudget {
  #left: number;
  #taken = 0;

  constructor(steps: number) {
    this.#left = steps;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Takes so many steps; false once they are used up. */
  take(steps: number): boolean {
    this.#taken += steps;
    this.#left -= steps;
    return this.#left >= 0;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }
}
