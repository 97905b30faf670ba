import { afterEach, beforeEach, expect, test } from 'vitest';
import { personOfReset } from '../../src/desk/people/one-time-links.js';
import { personByEmail, signIn } from '../../src/desk/people/people.js';
import { personOfToken } from '../../src/desk/people/tokens.js';
import { openTerminal, readDesk, type Terminal } from './terminal.js';

const email = 'ines@example.org';
const ines = ['--name', 'Ines Falk', '--email', email, '--role', 'annotator'];
const password = 'paper ink and coffee';

let terminal: Terminal;
beforeEach(async () => {
  terminal = await openTerminal();
});
afterEach(() => terminal.close());

test('a person is added with the password from stdin, and signs in with it', async () => {
  const { status, stdout } = await terminal.type(['user', 'add', ...ines], `${password}\n`);
  expect(status).toBe(0);
  const person = await readDesk(terminal, (desk) => signIn(desk, { email, password }));
  expect(person).toMatchObject({ id: stdout.trim(), role: 'annotator' });
});

test('an address that is taken, or a short password, is a problem', async () => {
  await terminal.type(['user', 'add', ...ines], password);
  const again = await terminal.type(['user', 'add', ...ines], password);
  expect(again).toMatchObject({ status: 1, stdout: '' });
  expect(again.stderr).toMatch(/has this e-mail address already\.\n$/u);
  const other = ['user', 'add', ...ines.with(3, 'other@example.org')];
  expect(await terminal.type(other, 'short')).toMatchObject({ status: 1 });
});

test('a role that there is not is wrong usage', async () => {
  const { status, stderr } = await terminal.type(
    ['user', 'add', ...ines.with(5, 'boss')],
    password,
  );
  expect(status).toBe(2);
  expect(stderr).toContain('reader, annotator, editor, admin');
});

test('a link to set a new password is printed', async () => {
  const { stdout } = await terminal.type(['user', 'reset', '--email', 'tom@example.org', '--json']);
  const link = new URL(JSON.parse(stdout).link);
  expect(`${link.origin}${link.pathname}`).toBe('http://127.0.0.1:3000/reset');
  const secret = link.searchParams.get('token') ?? '';
  expect(await readDesk(terminal, (desk) => personOfReset(desk, secret))).toMatchObject({
    id: 'tom',
  });
});

test('a token is printed once, and is its person’s', async () => {
  const made = ['token', 'create', '--email', 'jonas@example.org'];
  const { stdout } = await terminal.type(made);
  const person = await readDesk(terminal, (desk) => personOfToken(desk, stdout.trim()));
  expect(person?.id).toBe('jonas');
});

test.each([
  ['user', 'reset'],
  ['token', 'create'],
])('%s %s for nobody is a problem', async (...words) => {
  const outcome = await terminal.type([...words, '--email', email]);
  expect(outcome).toMatchObject({ status: 1, stdout: '' });
  expect(await readDesk(terminal, (desk) => personByEmail(desk, email))).toBeNull();
});
