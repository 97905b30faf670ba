import type { Command } from 'commander';
import { serve } from '../main.js';
import { type Flags, readSettings } from '../settings.js';
import { command, type Shell } from './shell.js';

export function serveCommand(shell: Shell): Command {
  return command('serve', 'serve the desk to browsers and programs')
    .option('--port <number>', 'the port; 0 takes a free one (PORT)')
    .option('--host <address>', 'the address to listen at (HOST)')
    .action((flags: Flags) => serve(readSettings(shell.env, flags), shell.say));
}
