/**
 * Pieces of work of some milliseconds, one after the other, first come first served; between two of them the event loop goes
 * round a few times. Without it a busy process answers all that is ready before it looks up, and it takes in one new connection
 * a round: of 32 that came at once the last waited 5 s, and so did health checks.
 */

/** 32 connections are taken in between five pieces, some 60 ms; a round with nothing to do takes microseconds. */
const ROUNDS = 8;

const waiting: (() => void)[] = [];

/** Does the work when it has its turn. */
export function inTurn(work: () => void): void {
  waiting.push(work);
  if (waiting.length === 1) afterRounds(ROUNDS);
}

function afterRounds(left: number): void {
  setImmediate(left > 1 ? () => afterRounds(left - 1) : takeTurn);
}

function takeTurn(): void {
  const work = waiting.shift();
  if (waiting.length > 0) afterRounds(ROUNDS);
  work?.();
}
