import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Manifest } from "cdktf";
import { EVIDENCE_FILE, SARIF_FILE } from "../checks/evidence-files";
import { ESTIMATE_FILE } from "../cost/estimate-file";
import { REACH_FILE } from "../governance/reach-file";
import { PLAN_FOLDER, PLAN_PAGES } from "../readiness/plan-folder";
import { REPORT_FOLDER, REPORT_PAGES } from "../report/report-folder";
import { RUNBOOK_PAGES, RUNBOOKS_FOLDER } from "../runbooks/runbooks-folder";
import { Moves } from "./moves";
import { OBJECTIVES_FILE } from "./objectives-file";

const GENERATED = ["cdk.tf.json", "cdk.tf", "metadata.json"];

const within = (folder: string, files: readonly string[]) => files.map((file) => join(folder, file));

/** What a run may write beside the stacks. */
export const BESIDE = [
  OBJECTIVES_FILE,
  ESTIMATE_FILE,
  REACH_FILE,
  EVIDENCE_FILE,
  SARIF_FILE,
  ...within(REPORT_FOLDER, REPORT_PAGES),
  ...within(RUNBOOKS_FOLDER, RUNBOOK_PAGES),
  ...within(PLAN_FOLDER, PLAN_PAGES),
];

/** Collects a run's files beside the output folder, so that a run that fails leaves the previous output as it was. */
export class Staging {
  readonly folder: string;
  private readonly target: string;
  private readonly beside = new Map<string, string>();

  constructor(outdir: string) {
    this.target = resolve(outdir);
    mkdirSync(dirname(this.target), { recursive: true });
    this.folder = mkdtempSync(join(dirname(this.target), `.${basename(this.target)}-`));
  }

  /** Takes a file within the output folder. */
  write(name: string, content: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** Takes a file outside the output folder, written beside its place until the stacks are in theirs. */
  add(path: string, content: string): void {
    const file = resolve(path);
    const staged = join(dirname(file), `.${basename(file)}-${basename(this.folder).slice(-6)}`);
    this.beside.set(staged, file);
    writeFileSync(staged, content);
  }

  /** Moves every file to its place, or none; what Terraform keeps there (.terraform, lock files) stays. */
  publish(): void {
    const kept = `${this.folder}${KEPT}`;
    const moves = new Moves(kept);
    try {
      this.publishBy(moves);
    } catch (error) {
      moves.undo(error);
      rmSync(kept, { recursive: true, force: true });
      throw error;
    }
    const replaced = [kept, ...[...this.beside.keys()].map((staged) => `${staged}${KEPT}`)];
    for (const old of replaced) tidy(old);
  }

  private publishBy(moves: Moves): void {
    const stacks = join(this.target, Manifest.stacksFolder);
    const staged = join(this.folder, Manifest.stacksFolder);
    moves.makeFolder(stacks);
    const current = existsSync(staged) ? readdirSync(staged) : [];
    for (const name of current) moveInto(moves, join(staged, name), join(stacks, name));
    for (const name of readdirSync(stacks)) if (!current.includes(name)) forget(moves, join(stacks, name));
    // what this run has no reason to write is not left over from another
    for (const stale of BESIDE) moves.takeAway(join(this.target, stale));
    for (const name of [REPORT_FOLDER, RUNBOOKS_FOLDER, PLAN_FOLDER])
      if (isEmptyFolder(join(this.target, name))) moves.takeAwayEmpty(join(this.target, name));
    for (const name of readdirSync(this.folder)) {
      if (name !== Manifest.stacksFolder) merge(moves, join(this.folder, name), join(this.target, name));
    }
    // they may be on another disk than the output
    for (const [staged, file] of this.beside) moves.move(staged, file, `${staged}${KEPT}`);
  }

  discard(): void {
    for (const staged of this.beside.keys()) rmSync(staged, { force: true });
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The end of the names of what was there before, until everything is in its place. */
const KEPT = "-before";

/** Everything is in its place already: what cannot be removed is no reason to say otherwise. */
function tidy(old: string): void {
  try {
    rmSync(old, { recursive: true, force: true });
  } catch {
    // a hidden folder is left beside the output
  }
}

/** Removes folders that a failed run made and left empty. */
export function removeIfEmpty(...folders: readonly string[]): void {
  for (const folder of folders) if (isEmptyFolder(folder)) rmdirSync(folder);
}

function isEmptyFolder(folder: string): boolean {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder && readdirSync(folder).length === 0;
}

/** A file to its place; of a folder what is in it, beside what is there already. */
function merge(moves: Moves, from: string, to: string): void {
  if (!statSync(from).isDirectory()) moves.move(from, to);
  else {
    moves.makeFolder(to);
    for (const name of readdirSync(from)) merge(moves, join(from, name), join(to, name));
  }
}

function moveInto(moves: Moves, from: string, to: string): void {
  moves.makeFolder(to);
  for (const stale of GENERATED) moves.takeAway(join(to, stale));
  for (const name of readdirSync(from)) moves.move(join(from, name), join(to, name));
}

/** A stack that is no longer in the program: its configuration goes, whatever else is in its folder stays. */
function forget(moves: Moves, folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const name of GENERATED) moves.takeAway(join(folder, name));
  if (isEmptyFolder(folder)) moves.takeAwayEmpty(folder);
}
