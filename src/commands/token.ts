import { Command } from 'commander';
import { operator } from '../desk/people/people.js';
import { createToken } from '../desk/people/tokens.js';
import { answer, type CommonOptions, command, onDesk, type Shell } from './shell.js';
import { personOf } from './user.js';

/** `whence token`: issues a token for a program; its secret is printed once. */
export function tokenCommand(shell: Shell): Command {
  return new Command('token').addCommand(createCommand(shell));
}

type CreateOptions = CommonOptions & { email: string; label: string };

function createCommand(shell: Shell): Command {
  return command('create', 'print a bearer token, this once')
    .requiredOption('--email <address>', 'for whom it acts')
    .option('--label <words>', 'what it is for', 'made in the shell')
    .action(async (options: CreateOptions) => {
      const { label, email } = options;
      const { secret } = await onDesk(shell, options, 'write', async (desk) => {
        const { id } = await personOf(desk, email);
        return createToken(desk, operator, id, { label });
      });
      answer(shell, options, { token: secret }, secret);
    });
}
