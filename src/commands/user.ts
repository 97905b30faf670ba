import { Command, Option } from 'commander';
import type { Desk } from '../desk/desk.js';
import { issueReset } from '../desk/people/one-time-links.js';
import { addPerson, operator, personByEmail } from '../desk/people/people.js';
import { type Person, type Role, roles } from '../domain/people/person.js';
import { Problem } from '../domain/problem.js';
import type { Settings } from '../settings.js';
import { addressOf, linkTo } from '../web/page/links.js';
import { answer, type CommonOptions, command, onDesk, readPassword, type Shell } from './shell.js';

/** The command `whence user`: adds people, and resets their passwords. */
export function userCommand(shell: Shell): Command {
  return new Command('user').addCommand(addCommand(shell)).addCommand(resetCommand(shell));
}

type AddOptions = CommonOptions & { name: string; email: string; role: Role };

function addCommand(shell: Shell): Command {
  return command('add', 'add a person; the password is read from stdin')
    .requiredOption('--name <name>', 'as it stands beside what they do')
    .requiredOption('--email <address>', 'they sign in with it')
    .addOption(new Option('--role <role>').choices(roles).makeOptionMandatory())
    .action(async (options: AddOptions) => {
      const { name, email, role } = options;
      const password = await readPassword(shell);
      const person = await onDesk(shell, options, 'make', (desk) =>
        addPerson(desk, operator, { name, email, role }, password),
      );
      const { id } = person;
      answer(shell, options, { id, name: person.name, email: person.email, role }, id);
    });
}

function resetCommand(shell: Shell): Command {
  return command('reset', 'print a one-time link with which a person sets a new password')
    .requiredOption('--email <address>', 'of the person')
    .action(async (options: CommonOptions & { email: string }) => {
      const link = await onDesk(shell, options, 'write', async (desk, settings) => {
        const { id } = await personOf(desk, options.email);
        const token = await issueReset(desk, operator, id);
        return linkTo('/reset', { token }, deskAddress(settings));
      });
      answer(shell, options, { link }, link);
    });
}

/** The person with an e-mail address; throws *not-found*. */
export async function personOf(desk: Desk, email: string): Promise<Person> {
  const person = await personByEmail(desk, email);
  if (person) return person;
  throw new Problem('not-found', `Nobody on the desk has the e-mail address ${email}.`);
}

/** Where the desk will be once it is served with these settings. */
function deskAddress({ baseUrl, host, port }: Settings): string {
  return baseUrl ?? addressOf(host, port);
}
