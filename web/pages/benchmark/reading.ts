import { type ComputedRef, computed, type Ref } from 'vue';

import { type Fault, isFar, readOwn, readTyped } from './compare.ts';
import type { Figures } from './figures.ts';
import { type Indicator, tidy, type Unit } from './indicators.ts';
import { type PerOutput, perOutputOf } from './yearly.ts';

/** What the fields say, or why what they say cannot be used. */
export interface Reading {
  own?: { entered: number; enteredUnit: string; value: number; factor: number };
  fault?: Fault;
  far?: 'above' | 'below';
  /** The yearly output, in the unit the indicator counts by. */
  output?: number;
  outputFault?: Fault;
  per?: PerOutput;
}

export function useReading(
  figures: Ref<Figures>,
  indicator: Ref<Indicator | undefined>,
  units: Ref<Pick<Unit, 'unit' | 'factor'>[]>,
): ComputedRef<Reading> {
  return computed(() => {
    if (!indicator.value) return {};
    const read = readOwn(figures.value.value, figures.value.unit || indicator.value.unit, indicator.value, units.value);
    const per = perOutputOf(indicator.value.unit);
    const ownPart: Reading =
      'entered' in read
        ? { own: read, far: isFar(read.value, indicator.value.values) }
        : { fault: read.kind === 'fault' ? read.fault : undefined };
    return { ...ownPart, per, ...(per && readOutput(figures.value)) };
  });
}

function readOutput({ output, times }: Figures): Pick<Reading, 'output' | 'outputFault'> {
  const read = readTyped(output);
  if (read.kind === 'fault') return { outputFault: read.fault };
  if (read.kind === 'empty') return {};
  // The unit of the output stands beside the field; one written into it could mean something else.
  return read.unit ? { outputFault: 'notNumber' } : { output: tidy(read.value * Number(times)) };
}
