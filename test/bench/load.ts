import autocannon from 'autocannon';

import { address, questions, residentMb, startServer, stopServer, until } from './process.ts';

/**
 * Many asking at once: 32 connections for so many seconds, each question with words of its own, so that no cache helps. What is
 * measured follows a few seconds of the same, in which the code is compiled; a start is measured by itself.
 */

const WARM_UP_SECONDS = 5;

export interface LoadFigures {
  seconds: number;
  perSecond: number;
  p50: number;
  p99: number;
  shed: number;
  errors: number;
  /** The slowest of the health checks made meanwhile, in ms. */
  healthMs: number;
  memoryMb: number[];
}

export async function measureLoad(folder: string, seconds: number, connections = 32): Promise<LoadFigures> {
  const server = startServer(folder);
  await until(({ status }) => status !== 'filling');
  const asked = questions();
  let n = 0;
  const memoryMb = [residentMb(server)];
  let healthMs = 0;
  const watching = setInterval(async () => {
    const from = performance.now();
    await fetch(`${address}/api/health/live`);
    healthMs = Math.max(healthMs, performance.now() - from);
    memoryMb.push(residentMb(server));
  }, 1000);
  const ask = (duration: number) =>
    autocannon({
      url: `${address}/api/recommend`,
      method: 'POST',
      connections,
      duration,
      headers: { 'content-type': 'application/json' },
      requests: [
        {
          setupRequest: (request) => ({ ...request, body: JSON.stringify({ text: `${asked[n % asked.length]} ${n++}` }) }),
        },
      ],
    });
  await ask(WARM_UP_SECONDS);
  const result = await ask(seconds);
  clearInterval(watching);
  await stopServer(server);
  return {
    seconds,
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    shed: result['5xx'],
    errors: result.errors + result.timeouts + result['4xx'],
    healthMs: Math.round(healthMs),
    memoryMb: memoryMb.filter((_, i) => i % Math.max(1, Math.floor(memoryMb.length / 10)) === 0).map(Math.round),
  };
}
