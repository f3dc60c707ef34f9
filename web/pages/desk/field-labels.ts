import { useLanguage } from '../../src/language.ts';
import { stepsOf } from './paths.ts';

/** What the fields of records are called, and what stands in them, in words. */

const INDEX = /^\d+$/;

export function useFieldLabels() {
  const { t, te } = useLanguage();

  /** A part of a group may have a name of its own there: from of a validity is not from of a scheme. */
  function stepLabel(step: string, parent: string | undefined): string {
    if (step === 'zh' || step === 'en') return t(`desk.language.${step}`);
    if (INDEX.test(step)) return String(Number(step) + 1);
    for (const key of parent ? [`desk.field.${parent}-${step}`, `desk.field.${step}`] : [`desk.field.${step}`]) if (te(key)) return t(key);
    return step;
  }

  /** 指标 3 › 单位 */
  function labelOf(path: string): string {
    const steps = stepsOf(path);
    const named = steps.filter((step) => !INDEX.test(step));
    return steps.reduce((words, step) => {
      const parent = named[named.indexOf(step) - 1];
      const label = stepLabel(step, parent);
      if (!words) return label;
      return INDEX.test(step) ? `${words} ${label}` : `${words} › ${label}`;
    }, '');
  }

  function choiceLabel(field: string, option: string): string {
    const key = `desk.choice.${field}.${option}`;
    return te(key) ? t(key) : option;
  }

  return { labelOf, stepLabel, choiceLabel };
}
