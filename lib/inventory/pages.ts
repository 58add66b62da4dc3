import { Gathering } from "../core/gather";
import { Problems } from "../core/problems";
import { expandPath, type Page, readPage } from "./resource-graph-file";

/**
 * Reads every page of a Resource Graph answer, in files or folders of them.
 * @throws ConfigurationError with the problems of all files
 */
export function readPages(files: readonly string[], hint: string): readonly Page[] {
  const gathering = new Gathering();
  const paths = files.flatMap((path) => gathering.attempt(() => expandPath(path, hint)) ?? []);
  const pages = paths.flatMap((path) => gathering.attempt(() => readPage(path, hint)) ?? []);
  gathering.throwIfAny();
  checkComplete(files, pages, hint);
  return pages;
}

/** Resource Graph pages its answers: a page that points on, with no page after it, means that rows are missing. */
function checkComplete(files: readonly string[], pages: readonly Page[], hint: string): void {
  const problems = new Problems(files.join(", ") || "inventory");
  const rows = countRows(pages);
  const paged = pages.some((page) => page.continues);
  const total = Math.max(...pages.map((page) => page.total ?? 0), 0);
  const every = "give every page, fetched with --skip-token";
  if (files.length === 0) problems.add(`no inventory file is given: ${hint}`);
  else if (pages.every((page) => page.continues)) {
    problems.add(`has more rows than the ${rows} given, since its last page carries a skip token: ${every}`);
  } else if (paged && total > rows) {
    problems.add(`has ${total} rows by its own word, and the pages given have ${rows}: ${every}`);
  } else if (rows === 0) problems.add(`has no rows: check the account's access, then ${hint}`);
  problems.throwIfAny();
}

export function countRows(pages: readonly Page[]): number {
  return pages.reduce((sum, page) => sum + page.rows.length, 0);
}
