/**
 * Reports of the workstations, as far as this replica may believe them: up to when it holds everything an office wrote.
 *
 * 1. A report counts once the cursor has reached the report's sequence: only then is what it speaks of here. Until
 *    then the report before it counts.
 * 2. A report that its workstation did not sign, or whose workstation the directory does not vouch for, counts nothing.
 * 3. Who is connected is hearsay of the relay: without a line to it, every other workstation counts as away.
 * 4. The table belongs to no document: the relay sends all reports at every connection, so it may be dropped any time.
 */
import { stampMs, STAMP_PATTERN, type Stamp } from '#model/identity/hybrid-clock.ts';
import { signedBytes } from '#model/identity/signatures.ts';
import type { PlacedReport, Report } from '#model/link/messages.ts';
import type { Projection, Reader, Writer } from '../store/store.ts';
import { readCursor } from './settings.ts';

export const REPORT_PURPOSE = 'report';

export const reportProjection: Projection = {
  name: 'sync-report',
  version: 1,
  schema: `
    CREATE TABLE sync_report (
      workstation TEXT PRIMARY KEY,
      office TEXT NOT NULL,
      -- The report that counts, then the newest one with the sequence at which it will.
      known_up_to TEXT,
      newest_up_to TEXT NOT NULL,
      newest_sequence INTEGER NOT NULL,
      waiting INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      connected INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;`,
  tables: ['sync_report'],
  kinds: [],
  project: () => {},
};

/** What a workstation signs as its report. */
export function reportContent(report: Omit<Report, 'signature'>): Omit<Report, 'signature'> {
  const { workstation, office, completeUpTo, waiting } = report;
  return { workstation, office, completeUpTo, waiting };
}

export interface ReportCheck {
  verify(publicKey: string, message: Uint8Array, signature: string): boolean;
  workstationKey(workstation: string): string | undefined;
}

export function isGenuine(report: PlacedReport, check: ReportCheck): boolean {
  const key = check.workstationKey(report.workstation);
  if (key === undefined || !STAMP_PATTERN.test(report.completeUpTo)) return false;
  return check.verify(key, signedBytes(REPORT_PURPOSE, reportContent(report)), report.signature);
}

interface ReportRow {
  workstation: string;
  office: string;
  known_up_to: Stamp | null;
  newest_up_to: Stamp;
  newest_sequence: number;
  waiting: number;
  at_ms: number;
  connected: number;
}

/** Keeps genuine reports. @param cursor sequence up to which this replica holds everything. */
export function storeReports(write: Writer, reports: readonly PlacedReport[], cursor: number): void {
  for (const report of reports) {
    const held = write.get<ReportRow>('SELECT * FROM sync_report WHERE workstation = ?', report.workstation);
    const known = held === undefined ? null : countingStamp(held, cursor);
    write.run(
      `INSERT OR REPLACE INTO sync_report (workstation, office, known_up_to, newest_up_to, newest_sequence, waiting, at_ms, connected)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      report.workstation,
      report.office,
      known,
      report.completeUpTo,
      report.sequence,
      report.waiting,
      report.atMs,
      report.connected ? 1 : 0,
    );
  }
}

function countingStamp(row: ReportRow, cursor: number): Stamp | null {
  return row.newest_sequence <= cursor ? row.newest_up_to : row.known_up_to;
}

export interface WorkstationWatermark {
  readonly workstation: string;
  /** Milliseconds since 1970; undefined where nothing is known yet. */
  readonly knownUpToMs: number | undefined;
  readonly waiting: number;
  readonly lastContactMs: number | undefined;
  readonly connected: boolean;
}

export interface OfficeWatermark {
  readonly office: string;
  /** The least over the office's workstations; undefined while one of them never reported. */
  readonly knownUpToMs: number | undefined;
  readonly waiting: number;
  readonly lastContactMs: number | undefined;
  readonly workstations: readonly WorkstationWatermark[];
}

/** A workstation in force, as the directory has it. */
export interface KnownWorkstation {
  readonly id: string;
  readonly office: string;
}

/**
 * @param known offices and workstations in force; reports of others are not shown.
 * @param self this workstation, which needs no report to know what it wrote.
 */
export function readWatermarks(
  read: Reader,
  offices: readonly string[],
  known: readonly KnownWorkstation[],
  self?: WorkstationWatermark,
): readonly OfficeWatermark[] {
  const cursor = readCursor(read).cursor?.sequence ?? 0;
  const rows = new Map(read.all<ReportRow>('SELECT * FROM sync_report').map((row) => [row.workstation, row]));
  const heard = self?.connected !== false;
  return offices.map((office) => {
    const workstations = known.filter((each) => each.office === office).map(({ id }) =>
      id === self?.workstation ? self : workstationWatermark(id, rows.get(id), cursor, heard),
    );
    const moments = workstations.map((each) => each.knownUpToMs);
    const contacts = workstations.flatMap((each) => each.lastContactMs ?? []);
    return {
      office,
      knownUpToMs: moments.reduce(lesser, moments[0]),
      waiting: workstations.reduce((sum, each) => sum + each.waiting, 0),
      lastContactMs: contacts.length === 0 ? undefined : Math.max(...contacts),
      workstations,
    };
  });
}

function workstationWatermark(workstation: string, row: ReportRow | undefined, cursor: number, heard: boolean): WorkstationWatermark {
  const stamp = row === undefined ? null : countingStamp(row, cursor);
  return {
    workstation,
    knownUpToMs: stamp === null ? undefined : stampMs(stamp),
    waiting: row?.waiting ?? 0,
    lastContactMs: row?.at_ms,
    connected: heard && row?.connected === 1,
  };
}

function lesser(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : Math.min(left, right);
}

/** Codes of the offices of which not everything dated before a moment is here. @param own this workstation, which holds what it wrote. */
export function officesBehind(read: Reader, own: string | undefined, untilMs: number): readonly string[] {
  const offices = read.all<{ code: string }>('SELECT code FROM office ORDER BY code').map(({ code }) => code);
  const known = read.all<KnownWorkstation & Record<string, string>>('SELECT id, office FROM workstation WHERE revoked = 0');
  const others = known.filter(({ id }) => id !== own);
  return readWatermarks(read, offices, others)
    .filter(({ workstations, knownUpToMs }) => workstations.length > 0 && (knownUpToMs === undefined || knownUpToMs < untilMs))
    .map(({ office }) => office);
}
