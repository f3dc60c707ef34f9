import type Database from 'better-sqlite3';

import type { AuditLog } from './audit-log.ts';
import { differences } from './difference.ts';
import { type Head, Heads } from './heads.ts';
import type { Kind, LibraryRecord } from './kinds/kinds.ts';
import type { EvidenceGrade } from './kinds/record.ts';
import { type Merged, mergeHeads } from './merge.ts';
import { checkStep, gradeOf, type Proof, Proofs } from './proofs.ts';
import { KIND_CHOICES, type Words } from './read/choices.ts';
import { type Authorship, type RecordRows, type RevisionAction, RevisionConflict, type State } from './record-rows.ts';
import type { LibrarySettings } from './settings.ts';

/**
 * What editors do with records: draft → in review → published → retired. A text saved over a published record is worked on
 * beside it, and readers go on seeing the published one until the new text is published. Every change names the revision it
 * started from, makes a revision and an entry in the audit log, all together or none of it.
 */

/** The step does not follow from the state the record is in; the words say what does. */
export class StepRefused extends Error {
  readonly why: 'state' | 'second-person' | 'id-taken' | 'kind' | 'missing';
  readonly words: Words;
  constructor(why: StepRefused['why'], zh: string, en: string) {
    super(en);
    this.why = why;
    this.words = { zh, en };
  }
}

const STATES: Record<State, Words> = {
  draft: { zh: '草稿', en: 'draft' },
  'in-review': { zh: '待审', en: 'in review' },
  published: { zh: '已发布', en: 'published' },
  retired: { zh: '已撤下', en: 'retired' },
};

const kindWord = (kind: Kind) => KIND_CHOICES[kind]?.zh ?? kind;

/** Who vouches for a grade that is proven at the desk, in the words of corpus/check/evidence.ts. */
const VOUCHES: Record<EvidenceGrade, string> = {
  planned: 'company',
  calculated: 'audit',
  reported: 'company',
  measured: 'test',
  appraised: 'authority',
};

export class DeskRecords extends Heads {
  readonly #db: Database.Database;
  readonly #rows: RecordRows;
  readonly #audit: AuditLog;
  readonly #settings: LibrarySettings;
  readonly proofs: Proofs;

  constructor(db: Database.Database, rows: RecordRows, audit: AuditLog, settings: LibrarySettings) {
    super(db, rows);
    this.#db = db;
    this.#rows = rows;
    this.#audit = audit;
    this.#settings = settings;
    this.proofs = new Proofs(db);
  }

  /** A new record, as a draft. Its id must be free: no record has it, and none was merged away from it. */
  create(record: LibraryRecord, by: Authorship): Head {
    return this.#together(() => {
      const standing = this.#rows.resolve(record.id);
      if (standing !== record.id)
        throw new StepRefused(
          'id-taken',
          `${record.id} 已并入 ${standing},请换一个编号`,
          `${record.id} was merged into ${standing}: choose another id`,
        );
      if (this.#rows.row(record.id))
        throw new StepRefused(
          'id-taken',
          `编号 ${record.id} 已有记录,请换一个`,
          `a record has the id ${record.id} already: choose another one`,
        );
      this.proofs.check(record.id, undefined, gradeOf(record));
      this.#rows.write(record, by, { state: 'draft', action: 'save' });
      return this.#noted(record.id, 'record-created', by);
    });
  }

  /** A new text, as a draft. What was in review comes back to the desk: what is reviewed is what was submitted. */
  save(record: LibraryRecord, by: Authorship, expected: number, action: RevisionAction = 'save'): Head {
    return this.#changing(record.id, expected, (head) => {
      if (head.state === 'retired' && action !== 'restore')
        throw new StepRefused('state', '这条记录已撤下,请先恢复', 'it is retired: restore it first');
      if (record.kind !== head.record.kind)
        throw new StepRefused('kind', `它是${kindWord(head.record.kind)},类别不能改`, `it is a ${head.record.kind} and stays one`);
      // A shipped text brings its proof in its source.
      if (action !== 'accept-shipped') this.proofs.check(record.id, gradeOf(head.record), gradeOf(record));
      this.#draft(head, record, by, action);
      return this.#noted(record.id, action === 'save' ? 'record-saved' : `record-${action}`, by, head);
    });
  }

  submit(id: string, by: Authorship, expected: number): Head {
    return this.#changing(id, expected, (head) => {
      if (head.state !== 'draft') throw notInState(head, '只有草稿可以提交审阅', 'only a draft can be submitted');
      this.#step(head, 'in-review', by, 'submit');
      return this.#noted(id, 'record-submitted', by);
    });
  }

  sendBack(id: string, by: Authorship, expected: number): Head {
    return this.#changing(id, expected, (head) => {
      if (head.state !== 'in-review') throw notInState(head, '只有待审的可以退回', 'only what is in review can be sent back');
      this.#step(head, 'draft', by, 'send-back');
      return this.#noted(id, 'record-sent-back', by);
    });
  }

  /** Readers see the text from now on. Who wrote it may not publish it, unless the centre has only one person. */
  publish(id: string, by: Authorship, expected: number): Head {
    return this.#changing(id, expected, (head) => {
      const { secondPerson } = this.#settings.get();
      const underWork = head.state === 'in-review' || head.state === 'draft';
      if (underWork && secondPerson && head.writer === by.author)
        throw new StepRefused(
          'second-person',
          '写稿的人不能自己发布,请另一位编辑审阅后发布',
          'who wrote a text does not publish it: a second person looks at it first',
        );
      if (!underWork || (secondPerson && head.state === 'draft'))
        throw notInState(head, '只有待审的可以发布', 'only what is in review can be published');
      this.#rows.write(head.record, by, { state: 'published', action: 'publish', writer: head.writer });
      return this.#noted(id, 'record-published', by);
    });
  }

  /** Readers no longer see it; its text and history stay. A text worked on beside it is given up. */
  retire(id: string, by: Authorship, expected: number): Head {
    return this.#changing(id, expected, (head) => {
      if (head.state === 'retired') throw new StepRefused('state', '这条记录早已撤下', 'it is retired already');
      this.#rows.write(head.published?.record ?? head.record, by, { state: 'retired', action: 'retire', writer: head.writer });
      return this.#noted(id, 'record-retired', by);
    });
  }

  /** Gives up the text worked on beside the published one. */
  discard(id: string, by: Authorship, expected: number): Head {
    return this.#changing(id, expected, (head) => {
      if (!head.published)
        throw new StepRefused(
          'state',
          '没有正在修改的稿子可以放弃;不想让读者看到,请撤下记录',
          'no text is worked on beside what stands: retire the record instead',
        );
      this.#rows.dropBeside(id);
      return this.#noted(id, 'record-discarded', by, head);
    });
  }

  /** An earlier text again, as a draft. It brings back a retired record, too. */
  restore(id: string, revision: number, by: Authorship, expected: number): Head {
    const earlier = this.revisions(this.#rows.resolve(id)).find((one) => one.revision === revision);
    if (!earlier) throw new StepRefused('missing', `没有第 ${revision} 版`, `there is no revision ${revision}`);
    return this.save(earlier.record, by, expected, 'restore');
  }

  /** Raises the grade by a proven step. */
  prove(id: string, proof: Omit<Proof, 'recordedBy' | 'recordedAt' | 'revision'>, by: Authorship, expected: number): Head {
    return this.#changing(id, expected, (head) => {
      const { record } = head;
      if (record.kind !== 'case' && record.kind !== 'technique')
        throw new StepRefused(
          'kind',
          `${kindWord(record.kind)}没有证据等级,只有案例和技术有`,
          `a ${record.kind} has no evidence grade: cases and techniques have`,
        );
      if (head.state === 'retired') throw new StepRefused('state', '这条记录已撤下,请先恢复', 'it is retired: restore it first');
      checkStep(record.evidence, proof.grade);
      const basis = `${VOUCHES[proof.grade]}: ${proof.document}, ${proof.date}, ${proof.who}`;
      this.#draft(head, { ...record, evidence: proof.grade, evidenceBasis: basis }, by, 'prove');
      const after = this.#noted(id, 'record-proven', by, head);
      this.proofs.add(after.record.id, { ...proof, recordedBy: by.author, revision: after.revision });
      return after;
    });
  }

  /** What merging would make of `into`; throws where they cannot be merged. */
  merged(from: string, into: string): Merged & { fromHead: Head; intoHead: Head } {
    const fromHead = this.#required(from);
    const intoHead = this.#required(into);
    return { ...mergeHeads(intoHead, fromHead), fromHead, intoHead };
  }

  /** Takes into `into` what only `from` says; the id of `from` leads there for ever, and its record is retired. */
  merge(from: string, into: string, by: Authorship, expected: { from: number; into: number }): Head {
    return this.#together(() => {
      const { record, publishedAtOnce, fromHead, intoHead } = this.merged(from, into);
      expect(fromHead, expected.from);
      expect(intoHead, expected.into);
      if (publishedAtOnce) this.#rows.write(record, by, { state: 'published', action: 'merge' });
      else this.#draft(intoHead, record, by, 'merge');
      this.#rows.write(fromHead.record, by, { state: 'retired', action: 'merge', writer: fromHead.writer });
      this.#rows.redirect(fromHead.record.id, intoHead.record.id, by.reason);
      this.#audit.note({ who: by.author, action: 'record-merged', record: fromHead.record.id, detail: { into, reason: by.reason } });
      return this.#noted(into, 'record-merged', by, intoHead);
    });
  }

  /** The text as a draft: beside the published one where there is one. */
  #draft(head: Head, record: LibraryRecord, by: Authorship, action: RevisionAction): void {
    if (head.standing === 'published') this.#rows.writeBeside(record, by, { state: 'draft', action });
    else this.#rows.write(record, by, { state: 'draft', action });
  }

  /** The same text in another state. */
  #step(head: Head, state: 'draft' | 'in-review', by: Authorship, action: RevisionAction): void {
    const written = { state, action, writer: head.writer };
    if (head.standing === 'published') this.#rows.writeBeside(head.record, by, written);
    else this.#rows.write(head.record, by, written);
  }

  #changing(id: string, expected: number, change: (head: Head) => Head): Head {
    return this.#together(() => {
      const head = this.#required(id);
      if (head.record.id !== id)
        throw new StepRefused(
          'id-taken',
          `${id} 已并入 ${head.record.id},请改那一条`,
          `${id} was merged into ${head.record.id}: change that one`,
        );
      expect(head, expected);
      return change(head);
    });
  }

  #required(id: string): Head {
    const head = this.head(id);
    if (!head) throw new StepRefused('missing', `没有编号为 ${id} 的记录`, `no record has the id ${id}`);
    return head;
  }

  #noted(id: string, action: string, by: Authorship, before?: Head): Head {
    const head = this.#required(id);
    const fields = before && differences(before.record, head.record).map(({ field }) => field);
    this.#audit.note({
      who: by.author,
      action,
      record: head.record.id,
      detail: { revision: head.revision, state: head.state, reason: by.reason || undefined, fields },
    });
    return head;
  }

  #together<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }
}

function notInState({ state }: Head, zh: string, en: string): StepRefused {
  return new StepRefused('state', `它现在是“${STATES[state].zh}”:${zh}`, `it is ${STATES[state].en}: ${en}`);
}

function expect(head: Head, revision: number): void {
  if (head.revision !== revision) throw new RevisionConflict(head);
}
