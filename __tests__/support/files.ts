import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "resilience-"));
  folders.push(folder);
  return folder;
}

/** Writes a file to a temporary folder; returns its path. */
export function temporaryFile(name: string, content: string | Buffer | object): string {
  const path = join(temporaryFolder(), name);
  const plain = typeof content === "string" || Buffer.isBuffer(content);
  writeFileSync(path, plain ? content : JSON.stringify(content));
  return path;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
