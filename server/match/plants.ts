import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';

/** One record a plant: a plant recorded twice counts once. */
export function onePerPlant(records: LibraryRecord[]): LibraryRecord[] {
  const counted = new Set<string>();
  return records.filter((record) => {
    const plant = [record.id, ...('samePlantAs' in record ? record.samePlantAs : [])];
    const known = plant.some((id) => counted.has(id));
    for (const id of plant) counted.add(id);
    return !known;
  });
}
