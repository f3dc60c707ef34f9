// npm start: prepares the checkout, then becomes the server. `npm start -- --lan` listens for the office network.

import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { prepare, root } from './prepare.mjs';

prepare();
const server = spawn(process.execPath, [join(root, 'dist', 'start', 'server.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
