import { lstatSync, mkdirSync, renameSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigurationError } from "../core/configuration-error";

interface Step {
  undo(): void;
  /** What is there, and where it should be, when it cannot be undone. */
  readonly otherwise: string;
}

/** Marks a refusal that comes too late for "nothing written". */
export const PARTLY_WRITTEN = Symbol.for("cdktf-azure-resilience/partly-written");

/** Moves of files and folders that are all taken back when one of them fails: what was in the way is kept until the end. */
export class Moves {
  private readonly done: Step[] = [];

  /** @param kept a folder for what is in the way; it is made when it is needed */
  constructor(private readonly kept: string) {}

  /** Makes a folder, and those that it is in. */
  makeFolder(path: string): void {
    const first = mkdirSync(path, { recursive: true });
    if (first === undefined) return;
    const undo = () => {
      for (let folder = path; folder.length >= first.length; folder = dirname(folder)) rmdirSync(folder);
    };
    this.done.push({ undo, otherwise: `the new folder ${first} is left` });
  }

  /** Moves a file or folder to its place; what is there makes room, beside it where `aside` says so. */
  move(from: string, to: string, aside?: string): void {
    this.takeAway(to, aside);
    renameSync(from, to);
    this.done.push({ undo: () => renameSync(to, from), otherwise: `${to} is new` });
  }

  /** Takes a file or folder away; nothing where there is none. */
  takeAway(path: string, aside = join(this.kept, String(this.done.length))): void {
    if (!lstatSync(path, { throwIfNoEntry: false })) return;
    if (dirname(aside) === this.kept) mkdirSync(this.kept, { recursive: true });
    renameSync(path, aside);
    this.done.push({ undo: () => renameSync(aside, path), otherwise: `what was in ${path} is in ${aside}` });
  }

  /** Takes a folder away that has nothing in it. */
  takeAwayEmpty(path: string): void {
    rmdirSync(path);
    this.done.push({ undo: () => mkdirSync(path), otherwise: `the empty folder ${path} is gone` });
  }

  /**
   * Takes everything back, the last step first.
   * @throws ConfigurationError that says what is left, where a step cannot be undone
   */
  undo(cause: unknown): void {
    const left = this.done.splice(0).reverse().flatMap(attempt);
    if (left.length === 0) return;
    const messages = [`cannot be written: ${(cause as Error).message}`, ...left];
    const error = new ConfigurationError(messages.map((message) => ({ where: "output", message })));
    throw Object.defineProperty(error, PARTLY_WRITTEN, { value: true });
  }
}

function attempt({ undo, otherwise }: Step): readonly string[] {
  try {
    undo();
    return [];
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    return [`could not be put back as it was (${code}): ${otherwise}; mend that by hand, and run again`];
  }
}
