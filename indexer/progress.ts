import { Presets, SingleBar } from 'cli-progress';

import type { OnProgress } from './build.ts';

const NAMES = { keyword: 'Indexing records', vectors: 'Embedding passages' };

/** A progress bar for a terminal: what, how many, how fast, time left. Elsewhere a line at the end of each stage. */
export function progressBar(stream: NodeJS.WriteStream = process.stderr): OnProgress {
  let bar: SingleBar | undefined;
  let began = performance.now();
  let first = 0;
  let stage = '';
  return (progress) => {
    const { done, total } = progress;
    if (progress.stage !== stage) {
      stage = progress.stage;
      began = performance.now();
      first = done;
      bar = stream.isTTY
        ? new SingleBar(
            { stream, format: '{stage} {bar} {value}/{total} · {speed}/s · {eta_formatted} left', hideCursor: true },
            Presets.shades_classic,
          )
        : undefined;
      bar?.start(total, done, { stage: NAMES[progress.stage], speed: '–' });
    }
    const seconds = (performance.now() - began) / 1000;
    const speed = seconds > 0.2 ? Math.round((done - first) / seconds) : 0;
    bar?.update(done, { speed: speed || '–' });
    if (done < total) return;
    bar?.stop();
    stage = '';
    if (!stream.isTTY) stream.write(`${NAMES[progress.stage]}: ${done} of ${total} done in ${seconds.toFixed(1)} s\n`);
  };
}
