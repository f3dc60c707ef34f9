import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

import { afterEach, expect } from 'vitest';

import { projectRoot } from '../../corpus/root.ts';
import { HealthAnswer } from '../../server/api/record.ts';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface ServerProcess {
  /** Where it answers; rejects when it ended without. */
  address: Promise<string>;
  ended: Promise<Ended>;
  health(): Promise<HealthAnswer>;
  /** The health once it has this status. */
  healthWhen(status: HealthAnswer['status']): Promise<HealthAnswer>;
  kill(signal: NodeJS.Signals): void;
}

/** What the process has to put up with. */
export interface Hardship {
  /** No file may grow beyond this. */
  fileLimitKb?: number;
  /** A module that runs before the server. */
  preload?: string;
}

const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** The real server as a process of its own, on a free port; `root` is the checkout it runs from. */
export function startServer(env: Record<string, string>, root = projectRoot, { fileLimitKb, preload }: Hardship = {}): ServerProcess {
  const command = [process.execPath, ...(preload ? ['--import', preload] : []), join(root, 'dist', 'start', 'server.js')];
  // A shell's limit on the size of a file is as near to a full disk as a test comes without being root.
  const [program = '', ...parameters] = fileLimitKb
    ? // POSIX counts this limit in blocks of 512 bytes.
      ['sh', '-c', `ulimit -f ${fileLimitKb * 2}; exec "$@"`, 'sh', ...command]
    : command;
  const child = spawn(program, parameters, {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'warn', ...env },
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, stdout, stderr });
    });
  });
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const port = /answers at http:\/\/localhost:(\d+)/.exec(stdout)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    void ended.then(() => reject(new Error(`the server ended before it answered: ${stderr}`)));
  });
  address.catch(() => {});
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const health = async () => {
    const response = await fetch(`${await address}/api/health`);
    return HealthAnswer.parse(await response.json());
  };
  const healthWhen = async (status: HealthAnswer['status']) => {
    let last = await health();
    while (last.status !== status) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      last = await health();
    }
    return last;
  };
  return { address, ended, health, healthWhen, kill: (signal) => void child.kill(signal) };
}

/** It ended with exit code 1 and told why in one sentence, without a stack trace. */
export async function expectRefusal(server: ServerProcess, said: RegExp): Promise<void> {
  const started = (address: string): never => {
    throw new Error(`it was to refuse, and answers at ${address}`);
  };
  const { code, signal, stdout, stderr } = await Promise.race([server.ended, server.address.then(started, () => server.ended)]);
  expect({ code, signal }, stderr).toEqual({ code: 1, signal: null });
  expect(stderr).toMatch(/^[A-Z].*\.\n$/);
  expect(stderr).toMatch(said);
  expect(stdout + stderr).not.toMatch(/^ {4}at /m);
  expect(stdout + stderr).not.toMatch(/SqliteError|ZodError|node:internal/);
}
