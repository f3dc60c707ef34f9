// npm run dev: both sides while they are being worked on. The server restarts when its compiled code changes; Vite serves the
// page on port 5173 and passes /api on.

import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { binary, prepare, root } from './prepare.mjs';

prepare();
const children = [
  [binary('tsc'), '-b', 'corpus', 'indexer', 'server', '--watch', '--preserveWatchOutput'],
  ['--watch-path', join(root, 'dist', 'server'), join(root, 'dist', 'server', 'main.js')],
  [binary('vite'), '--config', 'web/vite.config.ts'],
].map((parameters) => spawn(process.execPath, parameters, { cwd: root, stdio: 'inherit' }));

const stopAll = () => {
  for (const child of children) child.kill('SIGTERM');
};
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);
for (const child of children) child.on('exit', stopAll);
