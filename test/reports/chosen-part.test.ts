import { expect, test } from 'vitest';
import { everyAnnotation } from '../../src/domain/annotations/annotation-filter.js';
import { finished } from '../../src/domain/finished.js';
import { chosenPart } from '../../src/reports/chosen-part.js';
import { publicPart } from '../../src/reports/public-part.js';
import type { ReportScope } from '../../src/reports/report-scope.js';
import { moment } from './documents.js';
import { harbour } from './fixtures.js';

const material = harbour();
const whole = finished(publicPart(material));

function chosen(scope: Partial<ReportScope>) {
  const all = { audience: 'record', filter: everyAnnotation } as const;
  return chosenPart(whole, material, { ...all, ...scope });
}

test('of annotations that were chosen one by one, their history and the article’s own is told', () => {
  const { annotations, events, notChosen } = chosen({ annotations: new Set(['five', 'internal']) });
  expect(annotations.map(({ annotation }) => annotation.id)).toEqual(['five']);
  expect(notChosen).toBe(4);
  expect(new Set(events.map(({ subject }) => subject.id))).toEqual(new Set(['harbour', 'five']));
});

test('its date is that of the newest event, wherever a clock has put it', () => {
  const [first, ...others] = whole.events;
  if (!first) throw new Error('Nothing happened.');
  const early = { ...whole, events: [{ ...first, at: moment(50) }, ...others] };
  const scope = { audience: 'record', filter: everyAnnotation } as const;
  expect(chosenPart(early, material, scope).date).toBe(moment(50));
  expect(chosenPart({ ...whole, events: [] }, material, scope).date).toBeNull();
});

test('for readers it is told who is who within an annotation, and of nobody who they are', () => {
  const { annotations, proposalsLeftOut } = chosen({ audience: 'readers' });
  expect(proposalsLeftOut).toBe(0);
  const numbersOf = (id: string) => {
    const { annotation } = annotations.find((each) => each.annotation.id === id) ?? {};
    if (!annotation) throw new Error(`There is no ${id}.`);
    const { creator, modifiedBy, parts, settlement, verdicts } = annotation;
    const { chain, confidence } = parts;
    const said = [chain, confidence, ...verdicts, settlement];
    return [creator, modifiedBy, ...said.map((each) => each?.by)];
  };
  // Mira made it, Jonas changed its confidence, Nils and Tom reviewed it.
  expect(numbersOf('moved')).toEqual(['0', '1', '0', '1', '2', '3', undefined]);
  // Mira made it, Nils and Tom reviewed it, Jonas settled it.
  expect(numbersOf('five')).toEqual(['0', '0', undefined, undefined, '1', '2', '3']);
});
