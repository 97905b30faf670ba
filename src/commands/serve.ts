import type { Command } from 'commander';
import { type Flags, readSettings } from '../settings.js';
import { command, type Shell } from './shell.js';

/** `whence serve`: runs the server until it is told to stop. */
export function serveCommand(shell: Shell): Command {
  return command('serve')
    .option('--port <number>', 'the port; 0 takes a free one (PORT)')
    .option('--host <address>', 'the address to listen at (HOST)')
    .option('--trusted-proxy <addresses>', 'whose X-Forwarded-For counts (TRUSTED_PROXY)')
    .option('--allowed-hosts <names>', 'further names by which it may be asked (ALLOWED_HOSTS)')
    .action(async (flags: Flags) => {
      const settings = readSettings(shell.env, flags);
      const { serve } = await import('../main.js');
      await serve(settings, shell.say);
    });
}
