import { expect, test } from 'vitest';
import { endedEitherWay } from '../../../src/domain/claims/full-stop.js';

test.each<[statement: string, others: string[]]>([
  ['The pier closed', ['The pier closed.']],
  ['The pier closed.', ['The pier closed']],
  ['The pier …', ['The pier ….']],
  ['The pier ..', ['The pier ...']],
  ['码头关闭了。', ['码头关闭了', '码头关闭了.']],
  ['घाट बंद है', ['घाट बंद है.', 'घाट बंद है।']],
  ['گھاٹ بند ہے۔', ['گھاٹ بند ہے', 'گھاٹ بند ہے.']],
])('%s says the same with the full stops of its script, and without', (statement, others) => {
  expect(endedEitherWay(statement)).toEqual([statement, ...others]);
});
