import { type ComputedRef, type InjectionKey, inject, provide } from 'vue';

import type { FieldProblem } from '../../../../server/api/desk/field.ts';
import type { FormAnswer } from '../../../../server/api/desk/form.ts';
import type { Option } from '../EntryPicker.vue';

/** What all fields of a form share: what is wrong where, and what the text suggests. */

export interface FormContext {
  /** Problems at a path itself, not at what stands below it. */
  problemsAt: (path: string) => FieldProblem[];
  /** Codes that the text suggests for a field and that are not there yet. */
  suggestedFor: (name: string) => Option[];
  metrics: ComputedRef<FormAnswer['metrics']>;
  /** Names of codes and ids that the record has. */
  nameOf: (code: string) => Option['name'];
  isNew: boolean;
}

const KEY: InjectionKey<FormContext> = Symbol('form');

export const provideForm = (context: FormContext): void => provide(KEY, context);

export function useForm(): FormContext {
  const context = inject(KEY);
  if (!context) throw new Error('a field stands outside a form');
  return context;
}

/** Id of a field's element: what is wrong leads to it. */
export const elementId = (path: string): string => `field-${path.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`;
