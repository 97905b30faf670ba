/** Published worked examples of agreement measures. */

/** Units in rows, each with the values of all observers in order, null where one gave none. */
export interface AlphaCase {
  source: string;
  units: (number | string | null)[][];
  expected: {
    nominal: number;
    ordinal?: number;
    interval?: number;
    observedDisagreement?: number;
    expectedDisagreement?: number;
  };
}

export const alphaCases: AlphaCase[] = [
  {
    source: 'Krippendorff 2004, p. 224',
    units: ['10', '11', '01', '00', '00', '01', '00', '01', '00', '00'].map((unit) => [...unit]),
    expected: { nominal: 0.095, observedDisagreement: 0.4, expectedDisagreement: 0.442 },
  },
  {
    source: 'Krippendorff 2004, p. 227',
    units: 'aa ab bb bb bb bb bc cc cc cc cc cc'.split(' ').map((unit) => [...unit]),
    expected: { nominal: 0.734 },
  },
  {
    source: 'Krippendorff 2004, p. 230',
    units: [
      [1, 1, null, 1],
      [2, 2, 3, 2],
      [3, 3, 3, 3],
      [3, 3, 3, 3],
      [2, 2, 2, 2],
      [1, 2, 3, 4],
      [4, 4, 4, 4],
      [1, 1, 2, 1],
      [2, 2, 2, 2],
      [null, 5, 5, 5],
      [null, null, 1, 1],
      [null, null, 3, null],
    ],
    expected: { nominal: 0.743, ordinal: 0.815, interval: 0.849 },
  },
];

/** Tables of counts: rows are the first observer's categories, columns the second's. */
export const kappaCases = [
  {
    source: 'Cohen 1960, p. 45',
    table: [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ],
    expected: { value: 0.492, observedAgreement: 0.7, expectedAgreement: 0.41 },
  },
  {
    source: 'Artstein and Poesio 2008, table 1',
    table: [
      [20, 20],
      [10, 50],
    ],
    expected: { value: 0.348, observedAgreement: 0.7, expectedAgreement: 0.54 },
  },
];

/**
 * Krippendorff 2004, p. 254, the unitizing example of two observers, as [start, length, category].
 * The book works αU out from disagreements rounded to four places, hence the tolerance.
 */
export const unitizingCase = {
  extent: { start: 150, end: 450 },
  sections: {
    first: [
      [225, 70, 'c'],
      [370, 30, 'c'],
      [180, 60, 'k'],
      [300, 50, 'k'],
    ],
    second: [
      [220, 80, 'c'],
      [355, 20, 'c'],
      [400, 20, 'c'],
      [180, 60, 'k'],
      [300, 50, 'k'],
    ],
  },
  expected: {
    value: 0.8591,
    tolerance: 0.0005,
    c: { value: 0.7286, observedDisagreement: 0.0144, expectedDisagreement: 0.0532 },
    k: { value: 1, expectedDisagreement: 0.049 },
  },
} as const;
